// The whole way by the AWS SDK for Go v2, with nothing but the environment: arguments are a folder with the tutorial's data and a name.
// Prints one line of JSON.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker/types"
	"github.com/aws/aws-sdk-go-v2/service/sagemakerruntime"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

const (
	image        = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
	trust        = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	fullAccess   = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
	instanceType = "ml.m4.xlarge"
	maxWait      = 3 * time.Minute
)

type fault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type outcome struct {
	Account     string   `json:"account"`
	Status      string   `json:"status"`
	Metrics     []string `json:"metrics"`
	Predictions []string `json:"predictions"`
	Variant     string   `json:"variant"`
	S3          objects  `json:"s3"`
	Fault       fault    `json:"fault"`
	Left        int      `json:"left"`
}

type flow struct {
	folder, name, bucket, role string
	sagemaker                  *sagemaker.Client
	s3                         *s3.Client
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	ctx := context.Background()
	settings := must(config.LoadDefaultConfig(ctx))
	f := flow{
		folder:    os.Args[1],
		name:      os.Args[2],
		bucket:    "sagemaker-" + os.Args[2],
		sagemaker: sagemaker.NewFromConfig(settings),
		s3:        s3.NewFromConfig(settings, func(o *s3.Options) { o.UsePathStyle = true }),
	}
	identity := must(sts.NewFromConfig(settings).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}))
	f.role = createRole(ctx, iam.NewFromConfig(settings), f.name)
	must(f.s3.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &f.bucket}))
	stored := roundTrips(ctx, f.s3, f.bucket)

	job := f.train(ctx)
	predictions, variant := f.deployAndInvoke(ctx, job, sagemakerruntime.NewFromConfig(settings))
	found := f.missing(ctx)
	f.cleanUp(ctx)

	var metrics []string
	for _, metric := range job.FinalMetricDataList {
		metrics = append(metrics, *metric.MetricName)
	}
	sort.Strings(metrics)
	left := must(f.sagemaker.ListEndpoints(ctx, &sagemaker.ListEndpointsInput{NameContains: &f.name}))
	said := must(json.Marshal(outcome{*identity.Account, string(job.TrainingJobStatus), metrics, predictions, variant, stored, found, len(left.Endpoints)}))
	os.Stdout.Write(append(said, '\n'))
}

func createRole(ctx context.Context, client *iam.Client, name string) string {
	roleName := "AmazonSageMaker-ExecutionRole-" + name
	role := must(client.CreateRole(ctx, &iam.CreateRoleInput{RoleName: &roleName, Path: aws.String("/service-role/"), AssumeRolePolicyDocument: aws.String(trust)}))
	must(client.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: &roleName, PolicyArn: aws.String(fullAccess)}))
	return *role.Role.Arn
}

func (f *flow) file(name string) []byte { return must(os.ReadFile(filepath.Join(f.folder, name))) }

func (f *flow) train(ctx context.Context) *sagemaker.DescribeTrainingJobOutput {
	var channels []types.Channel
	for _, part := range []string{"train", "validation"} {
		key := "data/" + part + "/" + part + ".csv"
		must(f.s3.PutObject(ctx, &s3.PutObjectInput{Bucket: &f.bucket, Key: &key, Body: bytes.NewReader(f.file(part + ".csv"))}))
		source := types.S3DataSource{S3DataType: types.S3DataTypeS3Prefix, S3Uri: aws.String("s3://" + f.bucket + "/data/" + part)}
		channels = append(channels, types.Channel{ChannelName: aws.String(part), ContentType: aws.String("text/csv"), DataSource: &types.DataSource{S3DataSource: &source}})
	}
	must(f.sagemaker.CreateTrainingJob(ctx, &sagemaker.CreateTrainingJobInput{
		TrainingJobName:        &f.name,
		RoleArn:                &f.role,
		AlgorithmSpecification: &types.AlgorithmSpecification{TrainingImage: aws.String(image), TrainingInputMode: types.TrainingInputModeFile},
		HyperParameters: map[string]string{
			"max_depth": "5", "eta": "0.2", "gamma": "4", "min_child_weight": "6", "subsample": "0.7", "objective": "binary:logistic", "num_round": "50",
		},
		InputDataConfig:   channels,
		OutputDataConfig:  &types.OutputDataConfig{S3OutputPath: aws.String("s3://" + f.bucket + "/output")},
		ResourceConfig:    &types.ResourceConfig{InstanceType: types.TrainingInstanceType(instanceType), InstanceCount: aws.Int32(1), VolumeSizeInGB: aws.Int32(30)},
		StoppingCondition: &types.StoppingCondition{MaxRuntimeInSeconds: aws.Int32(3600)},
	}))
	input := &sagemaker.DescribeTrainingJobInput{TrainingJobName: &f.name}
	waiter := sagemaker.NewTrainingJobCompletedOrStoppedWaiter(f.sagemaker, func(o *sagemaker.TrainingJobCompletedOrStoppedWaiterOptions) {
		o.MinDelay, o.MaxDelay = time.Second, 2*time.Second
	})
	return must(waiter.WaitForOutput(ctx, input, maxWait))
}

func (f *flow) deployAndInvoke(ctx context.Context, job *sagemaker.DescribeTrainingJobOutput, runtime *sagemakerruntime.Client) ([]string, string) {
	must(f.sagemaker.CreateModel(ctx, &sagemaker.CreateModelInput{
		ModelName:        &f.name,
		ExecutionRoleArn: &f.role,
		PrimaryContainer: &types.ContainerDefinition{Image: aws.String(image), ModelDataUrl: job.ModelArtifacts.S3ModelArtifacts},
	}))
	variant := types.ProductionVariant{
		VariantName: aws.String("AllTraffic"), ModelName: &f.name, InitialInstanceCount: aws.Int32(1), InstanceType: types.ProductionVariantInstanceType(instanceType),
	}
	must(f.sagemaker.CreateEndpointConfig(ctx, &sagemaker.CreateEndpointConfigInput{EndpointConfigName: &f.name, ProductionVariants: []types.ProductionVariant{variant}}))
	must(f.sagemaker.CreateEndpoint(ctx, &sagemaker.CreateEndpointInput{EndpointName: &f.name, EndpointConfigName: &f.name}))
	waiter := sagemaker.NewEndpointInServiceWaiter(f.sagemaker, func(o *sagemaker.EndpointInServiceWaiterOptions) {
		o.MinDelay, o.MaxDelay = time.Second, 2*time.Second
	})
	if err := waiter.Wait(ctx, &sagemaker.DescribeEndpointInput{EndpointName: &f.name}, maxWait); err != nil {
		log.Fatal(err)
	}
	answer := must(runtime.InvokeEndpoint(ctx, &sagemakerruntime.InvokeEndpointInput{EndpointName: &f.name, ContentType: aws.String("text/csv"), Body: f.file("test.csv")}))
	return strings.Fields(string(answer.Body)), *answer.InvokedProductionVariant
}

// missing asks for what is not there: the error must come back as AWS names it.
func (f *flow) missing(ctx context.Context) fault {
	_, err := f.sagemaker.DescribeModel(ctx, &sagemaker.DescribeModelInput{ModelName: aws.String(f.name + "-missing")})
	var found smithy.APIError
	if !errors.As(err, &found) {
		log.Fatalf("no API error: %v", err)
	}
	return fault{found.ErrorCode(), found.ErrorMessage()}
}

func (f *flow) cleanUp(ctx context.Context) {
	must(f.sagemaker.DeleteEndpoint(ctx, &sagemaker.DeleteEndpointInput{EndpointName: &f.name}))
	waiter := sagemaker.NewEndpointDeletedWaiter(f.sagemaker, func(o *sagemaker.EndpointDeletedWaiterOptions) { o.MinDelay, o.MaxDelay = time.Second, 2*time.Second })
	if err := waiter.Wait(ctx, &sagemaker.DescribeEndpointInput{EndpointName: &f.name}, maxWait); err != nil {
		log.Fatal(err)
	}
	must(f.sagemaker.DeleteEndpointConfig(ctx, &sagemaker.DeleteEndpointConfigInput{EndpointConfigName: &f.name}))
	must(f.sagemaker.DeleteModel(ctx, &sagemaker.DeleteModelInput{ModelName: &f.name}))
	deleteBucket(ctx, f.s3, f.bucket)
}

func readAll(body io.ReadCloser) []byte {
	defer body.Close()
	return must(io.ReadAll(body))
}
