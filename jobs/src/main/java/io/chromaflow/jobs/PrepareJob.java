package io.chromaflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.chromaflow.color.LabScaling;
import io.chromaflow.run.Checks;
import io.chromaflow.run.CodeVersion;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.RunManifest.TableFile;
import io.chromaflow.run.Seeds;
import io.chromaflow.shard.ChannelSums;
import io.chromaflow.shard.TensorRule;
import io.chromaflow.source.ImageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Image files to the table of Lab tensors.
 *
 * <p>Decodes in waves to a staging folder, then sorts all rows into the table's files and writes
 * the manifest. A killed run goes on with the wave that it was in; the result is the same bytes for
 * any number of partitions and any number of kills.
 */
final class PrepareJob {

  private static final Logger LOG = LoggerFactory.getLogger(PrepareJob.class);

  /** The keys that shape the table; others, such as the wave's size, leave its bytes alone. */
  private static final String[] SHAPING = {
    "source",
    "color",
    "run.seed",
    "prepare.size",
    "prepare.views",
    "prepare.view-min-area",
    "prepare.validation-share",
    "prepare.test-share",
    "prepare.rows-per-file"
  };

  private static final String STAGING = "_staging";

  /** Holds {@link PrepareInput#listing}: a second run sees by it that no file has changed. */
  private static final String LISTING = "_listing";

  private final SparkSession spark;
  private final Storage storage;
  private final RunConfig config;
  private final JobPaths paths;
  private final LabScaling scaling;

  private PrepareJob(SparkSession spark, RunConfig config, JobPaths paths) {
    this.spark = spark;
    this.storage = Storage.of(spark);
    this.config = config;
    this.paths = paths;
    this.scaling = config.read("color", LabScaling::fromConfig);
    config.read("source", ImageDecoder::fromConfig);
    config.read("prepare", PrepareJob::checked);
  }

  /**
   * Prepares a table of tensors.
   *
   * @param paths input: image files, a folder of them, or a pattern; output: the table's folder
   * @throws JobException {@link ExitCode#BAD_INPUT} when the input is missing or without images, or
   *     the output has a table of something else; {@link ExitCode#QUARANTINE} after the table is
   *     written, when more images were refused than {@code prepare.quarantine-limit}
   */
  static void run(SparkSession spark, RunConfig config, JobPaths paths) {
    new PrepareJob(spark, config, paths).run();
  }

  private void run() {
    List<Storage.StoredFile> files =
        PrepareInput.list(storage, paths.input(), config.config().getConfig("source"));
    String output = paths.output();
    RunManifest manifest;
    if (storage.exists(Tables.manifestPath(output))) {
      manifest = Tables.read(storage, output);
      requireSame(manifest, files);
      LOG.info("event=nothing-to-do job=prepare output={} rows={}", output, manifest.count("rows"));
    } else {
      storage.requireWritable(output);
      manifest = make(files);
    }
    storage.delete(output + "/" + STAGING);
    requireQuality(manifest);
  }

  private RunManifest make(List<Storage.StoredFile> files) {
    String output = paths.output();
    LOG.info("event=start job=prepare input={} images={}", paths.input(), files.size());
    Tables.clear(storage, output, Tables.DATA);
    Tables.clear(storage, output, Tables.QUARANTINE);
    String listing = PrepareInput.listing(files);
    String staging = cleared(staging(config, listing));
    PrepareWaves waves = new PrepareWaves(spark, config.config(), staging, files);
    waves.run();
    List<ImageFile> images = waves.images();
    if (images.size() != files.size()) {
      throw new JobException(
          ExitCode.INFRASTRUCTURE,
          "%s/%s: must hold %d images, holds %d; delete it and run again"
              .formatted(output, STAGING, files.size(), images.size()));
    }
    List<WriteTensors.Written> parts = writeTensors(waves.rows(), rowsOf(images));
    List<TableFile> written = new ArrayList<>();
    ChannelSums sums = new ChannelSums();
    for (WriteTensors.Written part : parts) {
      written.add(part.file());
      sums.merge(part.sums());
    }
    written.add(writeQuarantine(images));
    RunManifest manifest =
        new RunManifest(
            TensorTable.NAME,
            TensorTable.VERSION,
            CodeVersion.text(),
            config.hash(SHAPING),
            shape(),
            PrepareInput.fingerprint(images),
            counts(images, parts),
            sums.statistics(scaling),
            written);
    storage.write(output + "/" + LISTING, listing.getBytes(StandardCharsets.UTF_8));
    storage.write(Tables.manifestPath(output), manifest.toJson().getBytes(StandardCharsets.UTF_8));
    LOG.info("event=done job=prepare output={} {}", output, line(manifest.counts()));
    return manifest;
  }

  /** Sorts the rows into files by content hash and drops later copies of an image. */
  private List<WriteTensors.Written> writeTensors(Dataset<Row> staged, long rows) {
    TensorBuckets buckets =
        new TensorBuckets(rows, config.config().getInt("prepare.rows-per-file"));
    LOG.info("event=write job=prepare rows={} files={}", rows, buckets.numPartitions());
    JavaPairRDD<String, Row> keyed =
        staged
            .where(functions.col(StagingTable.KIND).isNull())
            .selectExpr(TensorTable.SCHEMA.fieldNames())
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(WriteTensors.key(row), row));
    List<WriteTensors.Written> parts =
        new ArrayList<>(
            keyed
                .repartitionAndSortWithinPartitions(buckets)
                .mapPartitionsWithIndex(new WriteTensors(storage, paths.output()), false)
                .collect());
    parts.sort(Comparator.comparing(WriteTensors.Written::index));
    return parts;
  }

  private TableFile writeQuarantine(List<ImageFile> images) {
    List<Row> rows = new ArrayList<>();
    for (ImageFile image : images) {
      if (image.refused()) {
        rows.add(
            RowFactory.create(
                image.source(),
                "decode",
                image.kind(),
                image.message(),
                image.contentHash(),
                image.bytes()));
      }
    }
    return ParquetFile.write(
        storage,
        paths.output(),
        Tables.part(Tables.QUARANTINE, 0),
        0,
        QuarantineTable.SCHEMA,
        rows.iterator());
  }

  /** Rows that the table will have, with the views of each image but without later copies. */
  private long rowsOf(List<ImageFile> images) {
    Set<String> seen = new HashSet<>();
    long rows = 0;
    for (ImageFile image : images) {
      if (!image.refused() && seen.add(image.contentHash())) {
        rows += "train".equals(image.split()) ? config.config().getInt("prepare.views") : 1;
      }
    }
    return rows;
  }

  private static SortedMap<String, Long> counts(
      List<ImageFile> images, List<WriteTensors.Written> parts) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (String name :
        List.of(
            "files",
            "images",
            "duplicates",
            "quarantined",
            "images.train",
            "images.validation",
            "images.test")) {
      counts.put(name, 0L);
    }
    Set<String> seen = new HashSet<>();
    for (ImageFile image : images) {
      counts.merge("files", 1L, Long::sum);
      if (image.refused()) {
        counts.merge("quarantined", 1L, Long::sum);
        counts.merge("quarantined." + image.kind(), 1L, Long::sum);
      } else if (seen.add(image.contentHash())) {
        counts.merge("images", 1L, Long::sum);
        counts.merge("images." + image.split(), 1L, Long::sum);
      } else {
        counts.merge("duplicates", 1L, Long::sum);
      }
    }
    counts.put("rows", parts.stream().mapToLong(WriteTensors.Written::rows).sum());
    counts.put("rows.train", parts.stream().mapToLong(WriteTensors.Written::trainRows).sum());
    return counts;
  }

  /** Refuses to mix: a finished table stays what it is. */
  private void requireSame(RunManifest manifest, List<Storage.StoredFile> files) {
    String output = paths.output();
    String mend = "give another --output, or delete that folder first";
    if (!manifest.table().equals(TensorTable.NAME)) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds a table of %s; %s".formatted(output, manifest.table(), mend));
    }
    if (!manifest.configHash().equals(config.hash(SHAPING))) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds a table of another configuration (%s); %s"
              .formatted(output, Tables.differences(manifest.config(), shape()), mend));
    }
    String listing = PrepareInput.listing(files);
    String path = output + "/" + LISTING;
    if (storage.exists(path)
        && listing.equals(new String(storage.read(path), StandardCharsets.UTF_8))) {
      return;
    }
    Config source = config.config().getConfig("source");
    if (!PrepareInput.fingerprint(spark, files, source).equals(manifest.inputFingerprint())) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds a table of another input (%d images there, %d in %s now, or other contents); %s"
              .formatted(output, manifest.count("files"), files.size(), paths.input(), mend));
    }
  }

  private void requireQuality(RunManifest manifest) {
    long files = manifest.count("files");
    long refused = manifest.count("quarantined");
    double limit = config.config().getDouble("prepare.quarantine-limit");
    if (refused <= limit * files) {
      if (manifest.count("images.train") == 0) {
        LOG.warn("event=no-training-images job=prepare images={}", manifest.count("images"));
      }
      return;
    }
    String kinds =
        manifest.counts().entrySet().stream()
            .filter(count -> count.getKey().startsWith("quarantined."))
            .map(
                count -> count.getKey().substring("quarantined.".length()) + " " + count.getValue())
            .collect(Collectors.joining(", "));
    throw new JobException(
        ExitCode.QUARANTINE,
        "--input %s: %d of %d images were refused (%s), more than prepare.quarantine-limit %s%s; see %s/%s"
            .formatted(
                paths.input(),
                refused,
                files,
                kinds,
                limit,
                refused == files ? ", and there is nothing to train on" : "",
                paths.output(),
                Tables.QUARANTINE));
  }

  /** Deletes the staging folders of other inputs and configurations; returns this one's. */
  private String cleared(String staging) {
    String root = paths.output() + "/" + STAGING;
    for (String other : storage.names(root)) {
      if (!staging.endsWith("/" + other)) {
        storage.delete(root + "/" + other);
      }
    }
    return paths.output() + "/" + staging;
  }

  /** Returns the staging folder of an input and a configuration, relative to the output. */
  static String staging(RunConfig config, String listing) {
    int perWave = config.config().getInt("prepare.images-per-wave");
    String hash = PrepareInput.hash(listing + config.hash(SHAPING) + perWave);
    return STAGING + "/" + hash.substring(0, 16);
  }

  private JsonNode shape() {
    return RunManifest.tree(config.json(SHAPING));
  }

  private static String line(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + "=" + count.getValue())
        .collect(Collectors.joining(" "));
  }

  private static TensorRule checked(Config prepare) {
    int perWave = prepare.getInt("images-per-wave");
    int perFile = prepare.getInt("rows-per-file");
    double limit = prepare.getDouble("quarantine-limit");
    Checks.require(perWave >= 1, "prepare.images-per-wave must be at least 1, got %d", perWave);
    Checks.require(perFile >= 1, "prepare.rows-per-file must be at least 1, got %d", perFile);
    Checks.require(
        limit >= 0 && limit <= 1, "prepare.quarantine-limit must be within [0,1], got %s", limit);
    return TensorRule.fromConfig(prepare, new Seeds(0));
  }
}
