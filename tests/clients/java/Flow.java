import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.MetricData;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingInstanceType;
import software.amazon.awssdk.services.sagemaker.waiters.SageMakerWaiter;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The whole way by the AWS SDK for Java v2, with nothing but the environment: arguments are a folder with the tutorial's data and a name. Prints one line of
 * JSON.
 */
public final class Flow {
  private static final String IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sagemaker.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final Map<String, String> HYPERPARAMETERS =
      Map.of("max_depth", "5", "eta", "0.2", "gamma", "4", "min_child_weight", "6", "subsample", "0.7", "objective", "binary:logistic", "num_round", "50");

  private final Path folder;
  private final String name;
  private final String bucket;
  private final SageMakerClient sagemaker = SageMakerClient.create();
  private final S3Client s3 = S3Client.builder().forcePathStyle(true).build();
  private final SageMakerWaiter waiter = SageMakerWaiter.builder().client(sagemaker).overrideConfiguration(quick()).build();

  private Flow(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    this.bucket = "sagemaker-" + name;
  }

  private static WaiterOverrideConfiguration quick() {
    BackoffStrategy second = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofSeconds(1));
    return WaiterOverrideConfiguration.builder().backoffStrategyV2(second).waitTimeout(Duration.ofMinutes(3)).maxAttempts(180).build();
  }

  public static void main(String[] args) throws IOException {
    System.out.println(new Flow(Path.of(args[0]), args[1]).run());
  }

  private String run() throws IOException {
    String account;
    try (StsClient sts = StsClient.create()) {
      account = sts.getCallerIdentity().account();
    }
    String role = createRole();
    s3.createBucket(request -> request.bucket(bucket));
    String stored = new Objects(s3, bucket).roundTrips();
    DescribeTrainingJobResponse job = train(role);
    String predicted = deployAndInvoke(role, job);
    String fault = missing();
    cleanUp();
    List<String> metrics = job.finalMetricDataList().stream().map(MetricData::metricName).sorted().toList();
    int left = sagemaker.listEndpoints(request -> request.nameContains(name)).endpoints().size();
    return "{\"account\":" + Json.of(account) + ",\"status\":" + Json.of(job.trainingJobStatusAsString()) + ",\"metrics\":" + Json.of(metrics) + "," + predicted
        + ",\"s3\":" + stored + ",\"fault\":" + fault + ",\"left\":" + left + "}";
  }

  private String createRole() {
    String roleName = "AmazonSageMaker-ExecutionRole-" + name;
    try (IamClient iam = IamClient.builder().region(Region.AWS_GLOBAL).build()) {
      String arn = iam.createRole(request -> request.roleName(roleName).path("/service-role/").assumeRolePolicyDocument(TRUST)).role().arn();
      iam.attachRolePolicy(request -> request.roleName(roleName).policyArn("arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"));
      return arn;
    }
  }

  private Channel channel(String part) {
    s3.putObject(request -> request.bucket(bucket).key("data/" + part + "/" + part + ".csv"), RequestBody.fromFile(folder.resolve(part + ".csv")));
    return Channel.builder()
        .channelName(part)
        .contentType("text/csv")
        .dataSource(source -> source.s3DataSource(data -> data.s3DataType("S3Prefix").s3Uri("s3://" + bucket + "/data/" + part)))
        .build();
  }

  private DescribeTrainingJobResponse train(String role) {
    List<Channel> channels = Stream.of("train", "validation").map(this::channel).toList();
    sagemaker.createTrainingJob(
        request ->
            request
                .trainingJobName(name)
                .roleArn(role)
                .algorithmSpecification(image -> image.trainingImage(IMAGE).trainingInputMode(TrainingInputMode.FILE))
                .hyperParameters(HYPERPARAMETERS)
                .inputDataConfig(channels)
                .outputDataConfig(output -> output.s3OutputPath("s3://" + bucket + "/output"))
                .resourceConfig(resources -> resources.instanceType(TrainingInstanceType.ML_M4_XLARGE).instanceCount(1).volumeSizeInGB(30))
                .stoppingCondition(stop -> stop.maxRuntimeInSeconds(3600)));
    return waiter.waitUntilTrainingJobCompletedOrStopped(request -> request.trainingJobName(name)).matched().response().orElseThrow();
  }

  private String deployAndInvoke(String role, DescribeTrainingJobResponse job) throws IOException {
    String artifacts = job.modelArtifacts().s3ModelArtifacts();
    sagemaker.createModel(request -> request.modelName(name).executionRoleArn(role).primaryContainer(model -> model.image(IMAGE).modelDataUrl(artifacts)));
    ProductionVariant variant =
        ProductionVariant.builder().variantName("AllTraffic").modelName(name).initialInstanceCount(1).instanceType(ProductionVariantInstanceType.ML_M4_XLARGE).build();
    sagemaker.createEndpointConfig(request -> request.endpointConfigName(name).productionVariants(variant));
    sagemaker.createEndpoint(request -> request.endpointName(name).endpointConfigName(name));
    waiter.waitUntilEndpointInService(request -> request.endpointName(name)).matched().response().orElseThrow();
    SdkBytes body = SdkBytes.fromByteArray(Files.readAllBytes(folder.resolve("test.csv")));
    try (SageMakerRuntimeClient runtime = SageMakerRuntimeClient.create()) {
      var answer = runtime.invokeEndpoint(request -> request.endpointName(name).contentType("text/csv").body(body));
      List<String> predictions = List.of(answer.body().asUtf8String().trim().split("\\s+"));
      return "\"predictions\":" + Json.of(predictions) + ",\"variant\":" + Json.of(answer.invokedProductionVariant());
    }
  }

  /** Asks for what is not there: the error must come back as AWS names it. */
  private String missing() {
    try {
      sagemaker.describeModel(request -> request.modelName(name + "-missing"));
      throw new IllegalStateException("There is such a model.");
    } catch (SageMakerException error) {
      return "{\"code\":" + Json.of(error.awsErrorDetails().errorCode()) + ",\"message\":" + Json.of(error.awsErrorDetails().errorMessage()) + "}";
    }
  }

  private void cleanUp() {
    sagemaker.deleteEndpoint(request -> request.endpointName(name));
    waiter.waitUntilEndpointDeleted(request -> request.endpointName(name));
    sagemaker.deleteEndpointConfig(request -> request.endpointConfigName(name));
    sagemaker.deleteModel(request -> request.modelName(name));
    new Objects(s3, bucket).deleteBucket();
  }
}
