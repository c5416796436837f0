import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3's round trips: put, get, range, upload in parts, list by pages, copy, delete. */
final class Objects {
  private static final int FIRST_PART = 5 << 20;
  private static final int LAST_PART = 1234;
  private static final String NOTE = "notes/a b+ü.txt";

  private final S3Client s3;
  private final String bucket;

  Objects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Answers what was seen, as JSON. */
  String roundTrips() {
    s3.putObject(request -> request.bucket(bucket).key(NOTE).metadata(Map.of("author", "java")), RequestBody.fromString("hello from Java"));
    var got = s3.getObjectAsBytes(request -> request.bucket(bucket).key(NOTE));
    String range = s3.getObjectAsBytes(request -> request.bucket(bucket).key(NOTE).range("bytes=6-9")).asUtf8String();

    byte[] content = new byte[FIRST_PART + LAST_PART];
    for (int i = 0; i < content.length; i++) content[i] = (byte) (i * 7);
    uploadInParts("notes/large", content);
    boolean multipart = Arrays.equals(s3.getObjectAsBytes(request -> request.bucket(bucket).key("notes/large")).asByteArray(), content);

    s3.copyObject(request -> request.sourceBucket(bucket).sourceKey(NOTE).destinationBucket(bucket).destinationKey("notes/copy"));
    String copied = s3.getObjectAsBytes(request -> request.bucket(bucket).key("notes/copy")).asUtf8String();

    List<String> keys = new ArrayList<>();
    int pages = 0;
    for (ListObjectsV2Response page : s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix("notes/").maxKeys(2))) {
      pages++;
      for (S3Object object : page.contents()) keys.add(object.key());
    }
    s3.deleteObject(request -> request.bucket(bucket).key(NOTE));
    return "{\"text\":" + Json.of(got.asUtf8String()) + ",\"range\":" + Json.of(range) + ",\"author\":" + Json.of(got.response().metadata().get("author"))
        + ",\"multipart\":" + multipart + ",\"keys\":" + Json.of(keys) + ",\"pages\":" + pages + ",\"copied\":" + Json.of(copied) + ",\"missing\":" + isMissing() + "}";
  }

  private boolean isMissing() {
    try {
      s3.getObjectAsBytes(request -> request.bucket(bucket).key(NOTE));
      return false;
    } catch (NoSuchKeyException error) {
      return true;
    }
  }

  private void uploadInParts(String key, byte[] content) {
    String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    byte[][] parts = {Arrays.copyOf(content, FIRST_PART), Arrays.copyOfRange(content, FIRST_PART, content.length)};
    List<CompletedPart> sent = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      int number = i + 1;
      var part = s3.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number), RequestBody.fromBytes(parts[i]));
      sent.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build());
    }
    s3.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(sent)));
  }

  void deleteBucket() {
    List<ObjectIdentifier> all =
        s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream().map(object -> ObjectIdentifier.builder().key(object.key()).build()).toList();
    var deleted = s3.deleteObjects(request -> request.bucket(bucket).delete(some -> some.objects(all)));
    if (!deleted.errors().isEmpty()) throw new IllegalStateException(deleted.errors().size() + " objects were not deleted.");
    s3.deleteBucket(request -> request.bucket(bucket));
  }
}
