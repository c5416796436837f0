//! The whole way by the AWS SDK for Rust, with nothing but the environment: arguments are a folder with the tutorial's data and a name. Prints one line of JSON.
mod json;
mod objects;

use aws_config::BehaviorVersion;
use aws_sdk_iam as iam;
use aws_sdk_s3::{self as s3, primitives::ByteStream};
use aws_sdk_sagemaker::{self as sagemaker, client::Waiters, error::ProvideErrorMetadata, types};
use aws_sdk_sagemakerruntime as runtime;
use aws_sdk_sts as sts;
use std::{collections::HashMap, error::Error, fs, path::PathBuf, time::Duration};

const IMAGE: &str = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1";
const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
const FULL_ACCESS: &str = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess";
const MAX_WAIT: Duration = Duration::from_secs(180);
const HYPERPARAMETERS: [(&str, &str); 7] = [
    ("max_depth", "5"),
    ("eta", "0.2"),
    ("gamma", "4"),
    ("min_child_weight", "6"),
    ("subsample", "0.7"),
    ("objective", "binary:logistic"),
    ("num_round", "50"),
];

type Answer<T> = Result<T, Box<dyn Error>>;

struct Flow {
    folder: PathBuf,
    name: String,
    bucket: String,
    sagemaker: sagemaker::Client,
    s3: s3::Client,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Answer<()> {
    let [folder, name]: [String; 2] = std::env::args().skip(1).collect::<Vec<_>>().try_into().expect("a folder and a name");
    // Kenja is reached without TLS, so no client of it is built.
    let http = aws_smithy_http_client::Builder::new().build_http();
    let settings = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
    let flow = Flow {
        folder: PathBuf::from(folder),
        bucket: format!("sagemaker-{name}"),
        name,
        sagemaker: sagemaker::Client::new(&settings),
        s3: s3::Client::from_conf(s3::config::Builder::from(&settings).force_path_style(true).build()),
    };
    let identity = sts::Client::new(&settings).get_caller_identity().send().await?;
    let role = flow.create_role(&iam::Client::new(&settings)).await?;
    flow.s3.create_bucket().bucket(&flow.bucket).send().await?;
    let stored = objects::round_trips(&flow.s3, &flow.bucket).await?;
    let (status, metrics, artifacts) = flow.train(&role).await?;
    let (predictions, variant) = flow.deploy_and_invoke(&role, &artifacts, &runtime::Client::new(&settings)).await?;
    let (code, message) = flow.missing().await?;
    flow.clean_up().await?;
    let left = flow.sagemaker.list_endpoints().name_contains(&flow.name).send().await?.endpoints().len();
    let account = identity.account().unwrap_or_default();
    println!(
        r#"{{"account":{},"status":{},"metrics":{},"predictions":{},"variant":{},"s3":{stored},"fault":{{"code":{},"message":{}}},"left":{left}}}"#,
        json::text(account),
        json::text(&status),
        json::texts(&metrics),
        json::texts(&predictions),
        json::text(&variant),
        json::text(&code),
        json::text(&message),
    );
    Ok(())
}

impl Flow {
    fn file(&self, name: &str) -> Answer<Vec<u8>> {
        Ok(fs::read(self.folder.join(name))?)
    }

    async fn create_role(&self, client: &iam::Client) -> Answer<String> {
        let name = format!("AmazonSageMaker-ExecutionRole-{}", self.name);
        let made = client.create_role().role_name(&name).path("/service-role/").assume_role_policy_document(TRUST).send().await?;
        client.attach_role_policy().role_name(&name).policy_arn(FULL_ACCESS).send().await?;
        Ok(made.role().expect("a role").arn().to_owned())
    }

    async fn channel(&self, part: &str) -> Answer<types::Channel> {
        let rows = ByteStream::from(self.file(&format!("{part}.csv"))?);
        self.s3.put_object().bucket(&self.bucket).key(format!("data/{part}/{part}.csv")).body(rows).send().await?;
        let source = types::S3DataSource::builder().s3_data_type(types::S3DataType::S3Prefix).s3_uri(format!("s3://{}/data/{part}", self.bucket)).build();
        let data = types::DataSource::builder().s3_data_source(source).build();
        Ok(types::Channel::builder().channel_name(part).content_type("text/csv").data_source(data).build())
    }

    async fn train(&self, role: &str) -> Answer<(String, Vec<String>, String)> {
        let image = types::AlgorithmSpecification::builder().training_image(IMAGE).training_input_mode(types::TrainingInputMode::File).build();
        let machine = types::ResourceConfig::builder().instance_type(types::TrainingInstanceType::MlM4Xlarge).instance_count(1).volume_size_in_gb(30).build();
        let hyperparameters: HashMap<_, _> = HYPERPARAMETERS.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.sagemaker
            .create_training_job()
            .training_job_name(&self.name)
            .role_arn(role)
            .algorithm_specification(image)
            .set_hyper_parameters(Some(hyperparameters))
            .input_data_config(self.channel("train").await?)
            .input_data_config(self.channel("validation").await?)
            .output_data_config(types::OutputDataConfig::builder().s3_output_path(format!("s3://{}/output", self.bucket)).build())
            .resource_config(machine)
            .stopping_condition(types::StoppingCondition::builder().max_runtime_in_seconds(3600).build())
            .send()
            .await?;
        self.sagemaker.wait_until_training_job_completed_or_stopped().training_job_name(&self.name).wait(MAX_WAIT).await?;
        let job = self.sagemaker.describe_training_job().training_job_name(&self.name).send().await?;
        let mut metrics: Vec<_> = job.final_metric_data_list().iter().filter_map(|metric| metric.metric_name()).map(str::to_owned).collect();
        metrics.sort();
        let status = job.training_job_status().expect("a status").as_str().to_owned();
        let artifacts = job.model_artifacts().and_then(|made| made.s3_model_artifacts()).expect("artifacts").to_owned();
        Ok((status, metrics, artifacts))
    }

    async fn deploy_and_invoke(&self, role: &str, artifacts: &str, client: &runtime::Client) -> Answer<(Vec<String>, String)> {
        let container = types::ContainerDefinition::builder().image(IMAGE).model_data_url(artifacts).build();
        self.sagemaker.create_model().model_name(&self.name).execution_role_arn(role).primary_container(container).send().await?;
        let variant = types::ProductionVariant::builder()
            .variant_name("AllTraffic")
            .model_name(&self.name)
            .initial_instance_count(1)
            .instance_type(types::ProductionVariantInstanceType::MlM4Xlarge)
            .build();
        self.sagemaker.create_endpoint_config().endpoint_config_name(&self.name).production_variants(variant).send().await?;
        self.sagemaker.create_endpoint().endpoint_name(&self.name).endpoint_config_name(&self.name).send().await?;
        self.sagemaker.wait_until_endpoint_in_service().endpoint_name(&self.name).wait(MAX_WAIT).await?;
        let rows = runtime::primitives::Blob::new(self.file("test.csv")?);
        let answer = client.invoke_endpoint().endpoint_name(&self.name).content_type("text/csv").body(rows).send().await?;
        let text = String::from_utf8(answer.body().expect("a body").as_ref().to_vec())?;
        Ok((text.split_whitespace().map(str::to_owned).collect(), answer.invoked_production_variant().unwrap_or_default().to_owned()))
    }

    /// Asks for what is not there: the error must come back as AWS names it.
    async fn missing(&self) -> Answer<(String, String)> {
        let asked = self.sagemaker.describe_model().model_name(format!("{}-missing", self.name)).send().await;
        let error = asked.err().ok_or("there is such a model")?.into_service_error();
        Ok((error.code().unwrap_or_default().to_owned(), error.message().unwrap_or_default().to_owned()))
    }

    async fn clean_up(&self) -> Answer<()> {
        self.sagemaker.delete_endpoint().endpoint_name(&self.name).send().await?;
        self.sagemaker.wait_until_endpoint_deleted().endpoint_name(&self.name).wait(MAX_WAIT).await?;
        self.sagemaker.delete_endpoint_config().endpoint_config_name(&self.name).send().await?;
        self.sagemaker.delete_model().model_name(&self.name).send().await?;
        objects::delete_bucket(&self.s3, &self.bucket).await
    }
}
