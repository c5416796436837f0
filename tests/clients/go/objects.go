package main

import (
	"bytes"
	"context"
	"errors"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

const firstPart, lastPart = 5 << 20, 1234

// objects is what S3's round trips answered.
type objects struct {
	Text      string   `json:"text"`
	Range     string   `json:"range"`
	Author    string   `json:"author"`
	Multipart bool     `json:"multipart"`
	Keys      []string `json:"keys"`
	Pages     int      `json:"pages"`
	Copied    string   `json:"copied"`
	Missing   bool     `json:"missing"`
}

// roundTrips puts, gets, ranges, uploads in parts, lists by pages, copies and deletes; the bucket keeps notes/copy and notes/large.
func roundTrips(ctx context.Context, client *s3.Client, bucket string) objects {
	put := &s3.PutObjectInput{Bucket: &bucket, Key: aws.String("notes/a b+ü.txt"), Body: bytes.NewReader([]byte("hello from Go")), Metadata: map[string]string{"author": "go"}}
	must(client.PutObject(ctx, put))
	got := must(client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: put.Key}))
	part := must(client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: put.Key, Range: aws.String("bytes=6-9")}))
	found := objects{Text: string(readAll(got.Body)), Author: got.Metadata["author"], Range: string(readAll(part.Body))}

	content := make([]byte, firstPart+lastPart)
	for i := range content {
		content[i] = byte(i * 7)
	}
	uploadInParts(ctx, client, bucket, "notes/large", content)
	large := must(client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: aws.String("notes/large")}))
	found.Multipart = bytes.Equal(readAll(large.Body), content)

	source := bucket + "/notes/a%20b%2B%C3%BC.txt"
	must(client.CopyObject(ctx, &s3.CopyObjectInput{Bucket: &bucket, Key: aws.String("notes/copy"), CopySource: &source}))
	copied := must(client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: aws.String("notes/copy")}))
	found.Copied = string(readAll(copied.Body))

	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: &bucket, Prefix: aws.String("notes/"), MaxKeys: aws.Int32(2)})
	for pages.HasMorePages() {
		page := must(pages.NextPage(ctx))
		found.Pages++
		for _, object := range page.Contents {
			found.Keys = append(found.Keys, *object.Key)
		}
	}
	must(client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &bucket, Key: put.Key}))
	_, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: put.Key})
	var missing *types.NoSuchKey
	found.Missing = errors.As(err, &missing)
	return found
}

func uploadInParts(ctx context.Context, client *s3.Client, bucket, key string, content []byte) {
	upload := must(client.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{Bucket: &bucket, Key: &key}))
	var parts []types.CompletedPart
	for number, part := range [][]byte{content[:firstPart], content[firstPart:]} {
		sent := must(client.UploadPart(ctx, &s3.UploadPartInput{
			Bucket: &bucket, Key: &key, UploadId: upload.UploadId, PartNumber: aws.Int32(int32(number + 1)), Body: bytes.NewReader(part),
		}))
		parts = append(parts, types.CompletedPart{ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32, PartNumber: aws.Int32(int32(number + 1))})
	}
	must(client.CompleteMultipartUpload(ctx, &s3.CompleteMultipartUploadInput{
		Bucket: &bucket, Key: &key, UploadId: upload.UploadId, MultipartUpload: &types.CompletedMultipartUpload{Parts: parts},
	}))
}

func deleteBucket(ctx context.Context, client *s3.Client, bucket string) {
	listed := must(client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &bucket}))
	var all []types.ObjectIdentifier
	for _, object := range listed.Contents {
		all = append(all, types.ObjectIdentifier{Key: object.Key})
	}
	deleted := must(client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: &bucket, Delete: &types.Delete{Objects: all}}))
	if len(deleted.Errors) > 0 {
		log.Fatalf("%d objects were not deleted", len(deleted.Errors))
	}
	must(client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: &bucket}))
}
