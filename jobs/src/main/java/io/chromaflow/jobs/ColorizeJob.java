package io.chromaflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromaflow.run.CodeVersion;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.RunManifest.TableFile;
import io.chromaflow.run.Seeds;
import io.chromaflow.source.ImageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Photos and a model to coloured photos and the table of colourings.
 *
 * <p>A photo is sampled by itself and its seeds come from its content, so images and rows are the
 * same bytes for any partitioning. A killed run goes on with the groups that have no rows yet.
 */
final class ColorizeJob {

  private static final Logger LOG = LoggerFactory.getLogger(ColorizeJob.class);

  /** The keys that shape images and rows; the model counts by its content. */
  private static final String[] SHAPING = {
    "source",
    "run.seed",
    "colorize.samples",
    "colorize.temperature",
    "colorize.format",
    "colorize.quality",
    "colorize.images-per-file"
  };

  /** What the output is being made from, or was made from. */
  private static final String PLAN = "_plan";

  private final SparkSession spark;
  private final Storage storage;
  private final RunConfig config;
  private final JobPaths paths;
  private final ColorizeRule rule;
  private final ImageDecoder decoder;
  private final ModelFolder model;
  private final List<Storage.StoredFile> files;

  private ColorizeJob(SparkSession spark, RunConfig config, JobPaths paths) {
    this.spark = spark;
    this.storage = Storage.of(spark);
    this.config = config;
    this.paths = paths;
    this.rule = config.read("colorize", ColorizeRule::fromConfig);
    this.decoder = config.read("source", ImageDecoder::fromConfig);
    this.model = ModelFolder.open(storage, config.config().getString("colorize.model"), "colorize");
    this.files = PrepareInput.list(storage, paths.input(), config.config().getConfig("source"));
  }

  /**
   * Colours photos.
   *
   * @param paths input: photos, a folder of them, or a pattern; output: the table's folder
   * @throws JobException {@link ExitCode#BAD_INPUT} when photos or model are missing, or the output
   *     holds other colourings; {@link ExitCode#QUARANTINE} after the table is written, when more
   *     photos were refused than {@code colorize.quarantine-limit}
   */
  static void run(SparkSession spark, RunConfig config, JobPaths paths) {
    new ColorizeJob(spark, config, paths).run();
  }

  private void run() {
    RunManifest manifest;
    if (storage.exists(Tables.manifestPath(paths.output()))) {
      manifest = Tables.read(storage, paths.output());
      requireSame(manifest);
      LOG.info(
          "event=nothing-to-do job=colorize photos={} output={}",
          manifest.count("photos"),
          paths.output());
    } else {
      storage.requireWritable(paths.output());
      begin();
      colour();
      manifest = finish();
    }
    requireQuality(manifest);
  }

  /** Keeps the groups of a killed run of the same plan and clears those of another. */
  private void begin() {
    if (plan().equals(planThere())) {
      return;
    }
    String images = path(ColourPhotos.IMAGES);
    if (planThere().isEmpty() && storage.exists(images)) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "--output %s: its folder %s holds files that no run of colorize made; give a new folder"
              .formatted(paths.output(), ColourPhotos.IMAGES));
    }
    Tables.clear(storage, paths.output(), Tables.DATA);
    Tables.clear(storage, paths.output(), Tables.QUARANTINE);
    storage.delete(images);
    storage.write(path(PLAN), plan().getBytes(StandardCharsets.UTF_8));
  }

  private void colour() {
    List<ColourPhotos.Group> groups = groups();
    Set<String> there = new HashSet<>(storage.names(path(Tables.DATA)));
    List<ColourPhotos.Group> missing =
        groups.stream().filter(group -> !there.contains(fileName(group.index()))).toList();
    long photos = missing.stream().mapToLong(group -> group.items().size()).sum();
    LOG.info(
        "event=start job=colorize photos={} samples={} groups={} missing={} model={}",
        files.size(),
        rule.samples(),
        groups.size(),
        missing.size(),
        model.id());
    if (missing.isEmpty()) {
      return;
    }
    int wanted = config.config().getInt("run.partitions");
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    LongAccumulator done = spark.sparkContext().longAccumulator();
    Broadcast<ModelFolder> shared = context.broadcast(model);
    ColourPhotos.Plan plan =
        new ColourPhotos.Plan(
            storage, paths.output(), decoder, rule, new Seeds(config.config().getLong("run.seed")));
    Progress progress = new Progress(LOG, "job=colorize", photos, done::value);
    try {
      context
          .parallelize(missing, wanted > 0 ? wanted : missing.size())
          .foreachPartition(new ColourPhotos(plan, shared, done));
    } finally {
      progress.close();
      shared.destroy();
    }
  }

  /** Cuts the photos, sorted by source, into groups of fixed size. */
  private List<ColourPhotos.Group> groups() {
    Map<String, Integer> stems = new HashMap<>();
    files.forEach(file -> stems.merge(stem(file).toLowerCase(Locale.ROOT), 1, Integer::sum));
    List<ColourPhotos.Group> groups = new ArrayList<>();
    for (int from = 0; from < files.size(); from += rule.perFile()) {
      List<ColourPhotos.Item> items = new ArrayList<>();
      for (Storage.StoredFile file :
          files.subList(from, Math.min(files.size(), from + rule.perFile()))) {
        boolean alone = stems.getOrDefault(stem(file).toLowerCase(Locale.ROOT), 0) == 1;
        items.add(new ColourPhotos.Item(file, alone ? stem(file) : file.source()));
      }
      groups.add(new ColourPhotos.Group(groups.size(), items));
    }
    return groups;
  }

  private RunManifest finish() {
    List<TableFile> written = new ArrayList<>();
    for (String folder : List.of(Tables.DATA, Tables.QUARANTINE)) {
      for (String name : storage.names(path(folder))) {
        if (name.startsWith("_")) {
          storage.delete(path(folder + "/" + name)); // a killed task's
        } else {
          written.add(storage.tableFile(paths.output(), folder + "/" + name));
        }
      }
    }
    List<ImageFile> images = images();
    RunManifest manifest =
        new RunManifest(
            ColouringTable.NAME,
            ColouringTable.VERSION,
            CodeVersion.text(),
            config.hash(SHAPING),
            shape(),
            fingerprint(PrepareInput.fingerprint(images)),
            counts(images),
            new TreeMap<>(),
            written);
    storage.write(
        Tables.manifestPath(paths.output()), manifest.toJson().getBytes(StandardCharsets.UTF_8));
    LOG.info(
        "event=done job=colorize photos={} colourings={} quarantined={} output={}",
        manifest.count("photos"),
        manifest.count("colourings"),
        manifest.count("quarantined"),
        path(ColourPhotos.IMAGES));
    return manifest;
  }

  /** Returns what became of each photo; about 200 bytes each. */
  private List<ImageFile> images() {
    Map<String, Long> bytes = new HashMap<>();
    files.forEach(file -> bytes.put(file.source(), file.bytes()));
    List<ImageFile> images = new ArrayList<>();
    for (Row row :
        spark
            .read()
            .schema(ColouringTable.SCHEMA)
            .parquet(Storage.literal(path(Tables.DATA)))
            .where(ColouringTable.SAMPLE + " = 0")
            .select(ColouringTable.SOURCE, ColouringTable.IMAGE_ID)
            .collectAsList()) {
      String source = row.getString(0);
      images.add(
          new ImageFile(
              source, row.getString(1), bytes.getOrDefault(source, 0L), null, null, null));
    }
    for (Row row :
        spark
            .read()
            .schema(QuarantineTable.SCHEMA)
            .parquet(Storage.literal(path(Tables.QUARANTINE)))
            .collectAsList()) {
      images.add(
          new ImageFile(
              row.getAs(QuarantineTable.SOURCE),
              row.getAs(QuarantineTable.CONTENT_HASH),
              row.<Long>getAs(QuarantineTable.BYTES),
              null,
              row.getAs(QuarantineTable.KIND),
              row.getAs(QuarantineTable.MESSAGE)));
    }
    images.sort(Comparator.comparing(ImageFile::source));
    return images;
  }

  private SortedMap<String, Long> counts(List<ImageFile> images) {
    SortedMap<String, Long> counts = new TreeMap<>(Map.of("files", (long) images.size()));
    counts.put("quarantined", 0L);
    for (ImageFile image : images) {
      if (image.refused()) {
        counts.merge("quarantined", 1L, Long::sum);
        counts.merge("quarantined." + image.kind(), 1L, Long::sum);
      }
    }
    long photos = images.stream().filter(image -> !image.refused()).count();
    counts.put("photos", photos);
    counts.put("colourings", photos * rule.samples());
    return counts;
  }

  private void requireSame(RunManifest manifest) {
    String mend = "give another --output, or delete that folder first";
    if (!manifest.table().equals(ColouringTable.NAME)) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds a table of %s; %s".formatted(paths.output(), manifest.table(), mend));
    }
    if (!manifest.configHash().equals(config.hash(SHAPING))) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds colourings of another configuration (%s); %s"
              .formatted(paths.output(), Tables.differences(manifest.config(), shape()), mend));
    }
    if (plan().equals(planThere())) {
      return;
    }
    String now = PrepareInput.fingerprint(spark, files, config.config().getConfig("source"));
    if (!manifest.inputFingerprint().equals(fingerprint(now))) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds colourings of other photos or by another model (%d photos there, %d in %s now); %s"
              .formatted(
                  paths.output(), manifest.count("files"), files.size(), paths.input(), mend));
    }
  }

  private void requireQuality(RunManifest manifest) {
    long all = manifest.count("files");
    long refused = manifest.count("quarantined");
    double limit = config.config().getDouble("colorize.quarantine-limit");
    if (refused > limit * all) {
      throw new JobException(
          ExitCode.QUARANTINE,
          "--input %s: %d of %d photos were refused, more than colorize.quarantine-limit %s; the others are coloured; see %s"
              .formatted(paths.input(), refused, all, limit, path(Tables.QUARANTINE)));
    }
  }

  private String plan() {
    return "%s %s %s\n".formatted(config.hash(SHAPING), model.id(), PrepareInput.listing(files));
  }

  private String planThere() {
    return storage.exists(path(PLAN))
        ? new String(storage.read(path(PLAN)), StandardCharsets.UTF_8)
        : "";
  }

  private String fingerprint(String photos) {
    return photos + "/" + model.id();
  }

  private JsonNode shape() {
    return RunManifest.tree(config.json(SHAPING));
  }

  private String path(String name) {
    return paths.output() + "/" + name;
  }

  private static String fileName(int index) {
    String part = Tables.part(Tables.DATA, index);
    return part.substring(part.indexOf('/') + 1);
  }

  private static String stem(Storage.StoredFile file) {
    String source = file.source();
    int dot = source.lastIndexOf('.');
    return dot > source.lastIndexOf('/') + 1 ? source.substring(0, dot) : source;
  }
}
