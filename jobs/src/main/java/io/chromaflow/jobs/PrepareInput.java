package io.chromaflow.jobs;

import com.typesafe.config.Config;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.source.ImageDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The image files of a run, and what tells them from others. */
final class PrepareInput {

  private PrepareInput() {}

  /**
   * Finds the image files of an input.
   *
   * @param source section with the extensions that count
   * @return sorted by source, at least one
   * @throws JobException {@link ExitCode#BAD_INPUT} when there is no such folder, or no image in it
   */
  static List<Storage.StoredFile> list(Storage storage, String input, Config source) {
    List<String> extensions =
        source.getStringList("extensions").stream().map(e -> e.toLowerCase(Locale.ROOT)).toList();
    List<Storage.StoredFile> all = storage.list(input);
    List<Storage.StoredFile> images =
        all.stream().filter(file -> extensions.contains(extension(file.source()))).toList();
    if (images.isEmpty()) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--input %s: no image in it (%d files, none named %s); give a folder of images, or add to source.extensions"
              .formatted(input, all.size(), String.join(", ", extensions)));
    }
    return images;
  }

  /** Returns a hash that changes when a file comes, goes or is written again. */
  static String listing(List<Storage.StoredFile> files) {
    MessageDigest digest = sha256();
    for (Storage.StoredFile file : files) {
      add(digest, file.source(), Long.toString(file.bytes()), Long.toString(file.modified()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the hash of names and contents: the same on every machine. */
  static String fingerprint(List<ImageFile> images) {
    MessageDigest digest = sha256();
    for (ImageFile image : images) {
      add(digest, image.source(), image.contentHash(), Long.toString(image.bytes()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns {@link #fingerprint} of files, reading all of them but decoding none. */
  static String fingerprint(SparkSession spark, List<Storage.StoredFile> files, Config source) {
    Storage storage = Storage.of(spark);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<String> hashes =
        context.parallelize(files).map(file -> hash(storage, source, file)).collect();
    return fingerprint(
        IntStream.range(0, files.size())
            .mapToObj(
                i ->
                    new ImageFile(
                        files.get(i).source(),
                        hashes.get(i),
                        files.get(i).bytes(),
                        null,
                        null,
                        null))
            .toList());
  }

  /** Returns the hash of some text. */
  static String hash(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String hash(Storage storage, Config source, Storage.StoredFile file) {
    return ImageBytes.hash(storage, ImageDecoder.fromConfig(source), file);
  }

  private static String extension(String source) {
    return source.substring(source.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static void add(MessageDigest digest, String... texts) {
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
