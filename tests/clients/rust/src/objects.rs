//! S3's round trips: put, get, range, upload in parts, list by pages, copy, delete.
use crate::{json, Answer};
use aws_sdk_s3::{
    operation::get_object::GetObjectError,
    primitives::ByteStream,
    types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier},
    Client,
};

const FIRST_PART: usize = 5 << 20;
const LAST_PART: usize = 1234;
const NOTE: &str = "notes/a b+ü.txt";
const NOTE_IN_A_URL: &str = "notes/a%20b%2B%C3%BC.txt";

async fn read(client: &Client, bucket: &str, key: &str, range: Option<&str>) -> Answer<Vec<u8>> {
    let got = client.get_object().bucket(bucket).key(key).set_range(range.map(str::to_owned)).send().await?;
    Ok(got.body.collect().await?.to_vec())
}

async fn read_text(client: &Client, bucket: &str, key: &str, range: Option<&str>) -> Answer<String> {
    Ok(String::from_utf8(read(client, bucket, key, range).await?)?)
}

/// Answers what was seen, as JSON.
pub async fn round_trips(client: &Client, bucket: &str) -> Answer<String> {
    client.put_object().bucket(bucket).key(NOTE).metadata("author", "rust").body(ByteStream::from_static(b"hello from Rust")).send().await?;
    let text = read_text(client, bucket, NOTE, None).await?;
    let range = read_text(client, bucket, NOTE, Some("bytes=6-9")).await?;
    let head = client.head_object().bucket(bucket).key(NOTE).send().await?;
    let author = head.metadata().and_then(|all| all.get("author")).cloned().unwrap_or_default();

    let content: Vec<u8> = (0..FIRST_PART + LAST_PART).map(|i| (i * 7) as u8).collect();
    upload_in_parts(client, bucket, "notes/large", &content).await?;
    let multipart = read(client, bucket, "notes/large", None).await? == content;

    client.copy_object().bucket(bucket).key("notes/copy").copy_source(format!("{bucket}/{NOTE_IN_A_URL}")).send().await?;
    let copied = read_text(client, bucket, "notes/copy", None).await?;

    let (mut keys, mut pages) = (Vec::new(), 0);
    let mut listing = client.list_objects_v2().bucket(bucket).prefix("notes/").max_keys(2).into_paginator().send();
    while let Some(page) = listing.next().await {
        pages += 1;
        keys.extend(page?.contents().iter().filter_map(|object| object.key()).map(str::to_owned));
    }
    client.delete_object().bucket(bucket).key(NOTE).send().await?;
    let gone = client.get_object().bucket(bucket).key(NOTE).send().await;
    let missing = matches!(gone.map_err(|error| error.into_service_error()), Err(GetObjectError::NoSuchKey(_)));
    Ok(format!(
        r#"{{"text":{},"range":{},"author":{},"multipart":{multipart},"keys":{},"pages":{pages},"copied":{},"missing":{missing}}}"#,
        json::text(&text),
        json::text(&range),
        json::text(&author),
        json::texts(&keys),
        json::text(&copied),
    ))
}

async fn upload_in_parts(client: &Client, bucket: &str, key: &str, content: &[u8]) -> Answer<()> {
    let upload = client.create_multipart_upload().bucket(bucket).key(key).send().await?;
    let id = upload.upload_id().expect("an upload id");
    let mut all = CompletedMultipartUpload::builder();
    for (number, part) in (1..).zip([&content[..FIRST_PART], &content[FIRST_PART..]]) {
        let body = ByteStream::from(part.to_vec());
        let sent = client.upload_part().bucket(bucket).key(key).upload_id(id).part_number(number).body(body).send().await?;
        let done = CompletedPart::builder().part_number(number).set_e_tag(sent.e_tag).set_checksum_crc32(sent.checksum_crc32).build();
        all = all.parts(done);
    }
    client.complete_multipart_upload().bucket(bucket).key(key).upload_id(id).multipart_upload(all.build()).send().await?;
    Ok(())
}

pub async fn delete_bucket(client: &Client, bucket: &str) -> Answer<()> {
    let listed = client.list_objects_v2().bucket(bucket).send().await?;
    let keys = listed.contents().iter().filter_map(|object| object.key());
    let all = keys.map(|key| ObjectIdentifier::builder().key(key).build()).collect::<Result<Vec<_>, _>>()?;
    let deleted = client.delete_objects().bucket(bucket).delete(Delete::builder().set_objects(Some(all)).build()?).send().await?;
    if !deleted.errors().is_empty() {
        return Err(format!("{} objects were not deleted", deleted.errors().len()).into());
    }
    client.delete_bucket().bucket(bucket).send().await?;
    Ok(())
}
