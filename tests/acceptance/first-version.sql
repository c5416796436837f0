-- A database as the first version of Kenja left it (2026-11-25, 20 migrations): role, user, bucket, log groups, model, endpoint configuration, a job that failed.
-- Root's access key is left out: a server makes another one when there is none.
BEGIN TRANSACTION;
CREATE TABLE datapoint (
      metric INTEGER NOT NULL, at_ms INTEGER NOT NULL, unit TEXT NOT NULL, minimum REAL NOT NULL, maximum REAL NOT NULL,
      count REAL NOT NULL, sum REAL NOT NULL,
      PRIMARY KEY (metric, at_ms, unit, minimum, maximum)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "datapoint" VALUES(1,1795603500000,'None',1.0,1.0,1.0,1.0);
CREATE TABLE endpoint (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, at_rest INTEGER NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
CREATE TABLE endpoint_config (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, created_at_ms INTEGER NOT NULL, request TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
INSERT INTO "endpoint_config" VALUES('123456789012','us-east-1','first-config','first-config','arn:aws:sagemaker:us-east-1:123456789012:endpoint-config/first-config',1795603554398,'{"EndpointConfigName":"first-config","ProductionVariants":[{"VariantName":"a","ModelName":"first-model","InitialInstanceCount":1,"InstanceType":"ml.m4.xlarge"}]}');
CREATE TABLE endpoint_log (
        task_id TEXT PRIMARY KEY, log_offset INTEGER NOT NULL
      ) WITHOUT ROWID, STRICT;
CREATE TABLE iam_access_key (
      id TEXT PRIMARY KEY, account TEXT NOT NULL, user_name TEXT COLLATE NOCASE, secret TEXT NOT NULL, status TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
      used_at_ms INTEGER, used_service TEXT, used_region TEXT
    ) WITHOUT ROWID, STRICT;
CREATE TABLE iam_attachment (
      account TEXT, kind TEXT, name TEXT COLLATE NOCASE, policy_arn TEXT, PRIMARY KEY (account, kind, name, policy_arn)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "iam_attachment" VALUES('123456789012','role','first-role','arn:aws:iam::aws:policy/AmazonSageMakerFullAccess');
CREATE TABLE iam_inline_policy (
      account TEXT, kind TEXT, name TEXT COLLATE NOCASE, policy_name TEXT, document TEXT NOT NULL, PRIMARY KEY (account, kind, name, policy_name)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "iam_inline_policy" VALUES('123456789012','role','first-role','inline','{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}');
CREATE TABLE iam_policy (
      account TEXT, name TEXT COLLATE NOCASE,
      arn TEXT NOT NULL UNIQUE, path TEXT NOT NULL, id TEXT NOT NULL UNIQUE, description TEXT,
      created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, default_version INTEGER NOT NULL, last_version INTEGER NOT NULL,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT;
CREATE TABLE iam_policy_version (
      arn TEXT REFERENCES iam_policy (arn) ON DELETE CASCADE, version INTEGER, document TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
      PRIMARY KEY (arn, version)
    ) WITHOUT ROWID, STRICT;
CREATE TABLE iam_role (
      account TEXT, name TEXT COLLATE NOCASE,
      path TEXT NOT NULL, arn TEXT NOT NULL, id TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL,
      trust_policy TEXT NOT NULL, description TEXT, max_session_seconds INTEGER NOT NULL, boundary_arn TEXT,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "iam_role" VALUES('123456789012','first-role','/','arn:aws:iam::123456789012:role/first-role','AROA5K7YNMESNHEH26D4S',1795603547885,'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sagemaker.amazonaws.com"},"Action":"sts:AssumeRole"}]}',NULL,3600,NULL);
CREATE TABLE iam_user (
      account TEXT, name TEXT COLLATE NOCASE,
      path TEXT NOT NULL, arn TEXT NOT NULL, id TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL, boundary_arn TEXT,
      PRIMARY KEY (account, name)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "iam_user" VALUES('123456789012','first-user','/','arn:aws:iam::123456789012:user/first-user','AIDAKKHFGZ3JFBGFWFFXJ',1795603549802,NULL);
CREATE TABLE log_event (
      stream INTEGER NOT NULL, at_ms INTEGER NOT NULL, sequence INTEGER NOT NULL,
      ingested_ms INTEGER NOT NULL, message TEXT NOT NULL,
      PRIMARY KEY (stream, at_ms, sequence)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "log_event" VALUES(1,1795603546275,1,1795603546275,'Compute driver: bubblewrap. Jobs, endpoints and notebooks run in sandboxes.');
INSERT INTO "log_event" VALUES(1,1795603546275,2,1795603546275,'A task sees the system''s programs and its own folders (for example /opt/ml), not the server''s data, other tasks'' folders or your home directory.');
INSERT INTO "log_event" VALUES(1,1795603546275,3,1795603546275,'A task has a network of its own with nothing in it but the way to Kenja, or not even that.');
INSERT INTO "log_event" VALUES(1,1795603546275,4,1795603546275,'A task sees its own processes only.');
INSERT INTO "log_event" VALUES(1,1795603546275,5,1795603546275,'Memory limits are kept by the kernel (cgroup).');
INSERT INTO "log_event" VALUES(2,1795603551000,1,1795603551659,'hello');
INSERT INTO "log_event" VALUES(3,1795603556909,1,1795603556909,'[2026-11-25:10:45:56:INFO] Imported framework sagemaker_xgboost_container.training');
INSERT INTO "log_event" VALUES(3,1795603556909,2,1795603556909,'[2026-11-25:10:45:56:INFO] No GPUs detected (normal if no gpus installed)');
INSERT INTO "log_event" VALUES(3,1795603556909,3,1795603556909,'[2026-11-25:10:45:56:INFO] Running XGBoost Sagemaker in algorithm mode');
INSERT INTO "log_event" VALUES(3,1795603556909,4,1795603556909,'[2026-11-25:10:45:56:INFO] Determined 0 GPU(s) available on the instance.');
INSERT INTO "log_event" VALUES(3,1795603556909,5,1795603556909,'[2026-11-25:10:45:56:ERROR] Reporting training FAILURE');
INSERT INTO "log_event" VALUES(3,1795603556909,6,1795603556909,'[2026-11-25:10:45:56:ERROR] framework error: ');
INSERT INTO "log_event" VALUES(3,1795603556909,7,1795603556909,'sagemaker_algorithm_toolkit.exceptions.UserError: Missing required channel: train');
INSERT INTO "log_event" VALUES(3,1795603556909,8,1795603556909,'Missing required channel: train');
CREATE TABLE log_group (
      account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL, retention_days INTEGER, class TEXT NOT NULL,
      PRIMARY KEY (account, region, name)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "log_group" VALUES('123456789012','us-east-1','/aws/sagemaker/TrainingJobs',1795603556909,NULL,'STANDARD');
INSERT INTO "log_group" VALUES('123456789012','us-east-1','/kenja/compute',1795603546275,NULL,'STANDARD');
INSERT INTO "log_group" VALUES('123456789012','us-east-1','first-group',1795603550440,NULL,'STANDARD');
CREATE TABLE log_stream (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account TEXT NOT NULL, region TEXT NOT NULL, log_group TEXT NOT NULL, name TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL, first_event_ms INTEGER, last_event_ms INTEGER, last_ingestion_ms INTEGER,
      next_sequence INTEGER NOT NULL DEFAULT 1, stored_bytes INTEGER NOT NULL DEFAULT 0,
      UNIQUE (account, region, log_group, name)
    ) STRICT;
INSERT INTO "log_stream" VALUES(1,'123456789012','us-east-1','/kenja/compute','2026-11-25T10.45.45.957Z',1795603546275,1795603546275,1795603546275,1795603546275,6,520);
INSERT INTO "log_stream" VALUES(2,'123456789012','us-east-1','first-group','s',1795603551032,1795603551000,1795603551000,1795603551659,2,31);
INSERT INTO "log_stream" VALUES(3,'123456789012','us-east-1','/aws/sagemaker/TrainingJobs','first-job/algo-1-1795603556',1795603556909,1795603556909,1795603556909,1795603556909,9,717);
CREATE TABLE metric (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account TEXT NOT NULL, region TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL,
      last_at_ms INTEGER NOT NULL,
      UNIQUE (account, region, namespace, name, dimensions)
    ) STRICT;
INSERT INTO "metric" VALUES(1,'123456789012','us-east-1','First','m','[]',1795603552308);
CREATE TABLE migration (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) WITHOUT ROWID, STRICT;
INSERT INTO "migration" VALUES('cloudwatch/datapoint/1','9f7116be62af525ed64449c11279fca1e8fec261f53ec7d02d631ccf09b829b2',1795603546151);
INSERT INTO "migration" VALUES('cloudwatch/metric/1','5f358cbf02a1f35e4d1520666fe5f43f116378bd9091b22ab6e56f6aacfb982b',1795603546151);
INSERT INTO "migration" VALUES('iam/access-key/1','719cfd92996a08c6ba116ff9571196c34ea4a66971f7040df4493bd1a35007bf',1795603546151);
INSERT INTO "migration" VALUES('iam/policy/1','03ef6e82b72796e63cbd5055e4e1aa56f532fbae5be2a6af98981826b974b630',1795603546151);
INSERT INTO "migration" VALUES('iam/principal-policies/1','885aad82e66f22bf569e3266bea0d7c240ddff2b5b0231c76ed8b261173b056b',1795603546151);
INSERT INTO "migration" VALUES('iam/role/1','2a1adb2033f89639e6e1a1bcaaededbf5e75ed29ac08fa54d31052cbfee59b28',1795603546151);
INSERT INTO "migration" VALUES('iam/user/1','860c050f7201f7d6b23c57660942ebd22f6876e0bd0b3994ff490db28d82f388',1795603546151);
INSERT INTO "migration" VALUES('logs/log-event/1','32e5d94110f3f7b388bbbd96e28236db4bf92f2e0b5c253d3f9a5045e48e4300',1795603546151);
INSERT INTO "migration" VALUES('logs/log-group/1','1c09faa878e5d2f2c1c2086b4139ea9f7de8cca474068e740428e6a2729382d4',1795603546151);
INSERT INTO "migration" VALUES('logs/log-stream/1','cc55589a61733e8e2c2295601c38fcc287cc20842796def8af759aa434ec9b13',1795603546151);
INSERT INTO "migration" VALUES('s3/blob/1','99eadc80dfb7fc8508008a41e6534106f9828fbfb41b2b73cad6bb177e837573',1795603546151);
INSERT INTO "migration" VALUES('s3/bucket/1','35e2814b052192287674fbc752f4fb156ef67da56f3bb4f8b561326e51a1106d',1795603546151);
INSERT INTO "migration" VALUES('s3/multipart-upload/1','cfdf894ef185e3a5a9cb2966bb619a134585433289d13c06fcc9d6bb2e7bd0fe',1795603546151);
INSERT INTO "migration" VALUES('s3/object/1','c475320a49fdddade44e013212002424fe08204dbf0583ce83a15666cb3c8fa9',1795603546151);
INSERT INTO "migration" VALUES('sagemaker/endpoint-config/1','596bbcc2cf44e1127bcb4df1282e018133a4130d37bb50da4764e1097724c63e',1795603546151);
INSERT INTO "migration" VALUES('sagemaker/endpoint/1','d36332d969838e318900dbc12c2febe9c01bb9619a63350dd221232d7883eb8d',1795603546151);
INSERT INTO "migration" VALUES('sagemaker/model/1','9c6035d49dd95ec06c15e4464fb772b0ea4721b93a05d671bb00e58e654df656',1795603546151);
INSERT INTO "migration" VALUES('sagemaker/notebook-instance/1','54fe8bd1771b08d840c474b0f886e1cd86f27e1c91a79011c8a54bac9f835995',1795603546151);
INSERT INTO "migration" VALUES('sagemaker/training-job/1','f8d263fd30ae52875d4e08c1b370abe8148ed4e77801165540eb6fe2600b7a3b',1795603546151);
INSERT INTO "migration" VALUES('store/tag/1','6d8974a16533668cd60026a62558105de3eb7a36705660cca595a3e78f7fe36a',1795603546151);
CREATE TABLE model (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, created_at_ms INTEGER NOT NULL, request TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
INSERT INTO "model" VALUES('123456789012','us-east-1','first-model','first-model','arn:aws:sagemaker:us-east-1:123456789012:model/first-model',1795603553681,'{"ModelName":"first-model","PrimaryContainer":{"Image":"683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1","ModelDataUrl":"s3://first-bucket/model.tar.gz"},"ExecutionRoleArn":"arn:aws:iam::123456789012:role/first-role"}');
CREATE TABLE notebook_instance (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL,
        log_offset INTEGER NOT NULL, request TEXT NOT NULL, progress TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
CREATE TABLE s3_blob (blob TEXT, holder TEXT, PRIMARY KEY (blob, holder)) WITHOUT ROWID, STRICT;
CREATE TABLE s3_bucket (
        name TEXT PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, created_at_ms INTEGER NOT NULL, tags TEXT, encryption TEXT
      ) WITHOUT ROWID, STRICT;
INSERT INTO "s3_bucket" VALUES('first-bucket','123456789012','us-east-1',1795603547110,NULL,NULL);
CREATE TABLE s3_completed_upload (
        upload_id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, answer TEXT NOT NULL, completed_at_ms INTEGER NOT NULL
      ) WITHOUT ROWID, STRICT;
CREATE TABLE s3_object (
        bucket TEXT, key TEXT,
        id TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, storage_class TEXT NOT NULL,
        checksum_algorithm TEXT NOT NULL, checksum_type TEXT NOT NULL, checksum TEXT NOT NULL,
        headers TEXT NOT NULL, tags TEXT NOT NULL, segments TEXT NOT NULL,
        PRIMARY KEY (bucket, key)
      ) WITHOUT ROWID, STRICT;
CREATE TABLE s3_part (
        upload_id TEXT, part_number INTEGER,
        id TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL, blob TEXT NOT NULL,
        algorithm TEXT NOT NULL, checksum TEXT NOT NULL,
        PRIMARY KEY (upload_id, part_number)
      ) WITHOUT ROWID, STRICT;
CREATE TABLE s3_upload (
        bucket TEXT, key TEXT, upload_id TEXT,
        initiated_at_ms INTEGER NOT NULL, initiator TEXT NOT NULL, storage_class TEXT NOT NULL,
        checksum_algorithm TEXT, checksum_type TEXT NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL,
        PRIMARY KEY (bucket, key, upload_id)
      ) WITHOUT ROWID, STRICT;
CREATE TABLE start (count INTEGER NOT NULL) STRICT;
INSERT INTO "start" VALUES(1);
CREATE TABLE tag (arn TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (arn, key)) WITHOUT ROWID, STRICT;
INSERT INTO "tag" VALUES('arn:aws:sagemaker:us-east-1:123456789012:model/first-model','made','first');
CREATE TABLE training_job (
        account TEXT NOT NULL, region TEXT NOT NULL, name_key TEXT NOT NULL,
        name TEXT NOT NULL, arn TEXT NOT NULL, status TEXT NOT NULL, secondary_status TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL,
        at_rest INTEGER NOT NULL, log_offset INTEGER NOT NULL, request TEXT NOT NULL, progress TEXT NOT NULL,
        PRIMARY KEY (account, region, name_key)
      ) WITHOUT ROWID, STRICT;
INSERT INTO "training_job" VALUES('123456789012','us-east-1','first-job','first-job','arn:aws:sagemaker:us-east-1:123456789012:training-job/first-job','Failed','Failed',1795603556217,1795603556913,1,518,'{"TrainingJobName":"first-job","HyperParameters":{"num_round":"1"},"AlgorithmSpecification":{"TrainingImage":"683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1","TrainingInputMode":"File"},"RoleArn":"arn:aws:iam::123456789012:role/first-role","OutputDataConfig":{"S3OutputPath":"s3://first-bucket/o"},"ResourceConfig":{"InstanceType":"ml.m4.xlarge","InstanceCount":1,"VolumeSizeInGB":1},"StoppingCondition":{"MaxRuntimeInSeconds":60}}','{"phase":"cleaned","taskId":"training-qdhaczsybypujitm9b48","transitions":[{"status":"Starting","startMs":1795603556217,"message":"Starting the training job","endMs":1795603556220},{"status":"Downloading","startMs":1795603556220,"message":"Downloading input data","endMs":1795603556247},{"status":"Training","startMs":1795603556247,"message":"Training image download completed. Training in progress.","endMs":1795603556913},{"status":"Failed","startMs":1795603556913,"message":"Training job failed","endMs":1795603556913}],"metrics":{},"startedMs":1795603556220,"logStream":"first-job/algo-1-1795603556","taskStarted":true,"endedMs":1795603556913,"failureReason":"AlgorithmError: framework error: \nsagemaker_algorithm_toolkit.exceptions.UserError: Missing required channel: train\n\nMissing required channel: train, exit code: 1"}');
CREATE INDEX iam_access_key_of_user ON iam_access_key (account, user_name);
CREATE INDEX iam_attachment_of_policy ON iam_attachment (policy_arn, account);
CREATE INDEX s3_bucket_of_account ON s3_bucket (account, name);
CREATE INDEX s3_completed_upload_by_time ON s3_completed_upload (completed_at_ms);
CREATE INDEX training_job_by_creation ON training_job (account, region, created_at_ms, name_key);
CREATE INDEX training_job_unsettled ON training_job (arn) WHERE at_rest = 0;
CREATE INDEX model_by_creation ON model (account, region, created_at_ms, name_key);
CREATE INDEX endpoint_config_by_creation ON endpoint_config (account, region, created_at_ms, name_key);
CREATE INDEX endpoint_by_creation ON endpoint (account, region, created_at_ms, name_key);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('log_stream',3);
INSERT INTO "sqlite_sequence" VALUES('metric',1);
COMMIT;
