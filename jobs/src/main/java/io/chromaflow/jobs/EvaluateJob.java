package io.chromaflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.chromaflow.eval.BootstrapMean;
import io.chromaflow.jobs.EvaluationProtocol.TrainingColours;
import io.chromaflow.run.Checks;
import io.chromaflow.run.CodeVersion;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.RunManifest.TableFile;
import io.chromaflow.run.Seeds;
import io.chromaflow.shard.Split;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores a model on held-out photos: tensors and a model in, a table of scores with its summary
 * out.
 *
 * <p>One image is one unit of work and one part of the set is one file, so that the bytes do not
 * depend on partitions, and a run that was killed does only the parts that are missing.
 */
final class EvaluateJob {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluateJob.class);

  /** What shapes the table; where the model lies does not, its content does. */
  private static final String[] KEYS = {
    "run.seed",
    "evaluate.split",
    "evaluate.limit",
    "evaluate.samples",
    "evaluate.temperature",
    "evaluate.bootstrap"
  };

  /** What an unfinished table is being made from. */
  private static final String PLAN = "_plan.txt";

  private final SparkSession spark;
  private final RunConfig config;
  private final Storage storage;
  private final JobPaths paths;
  private final Dataset<Row> tensors;
  private final ModelFolder model;
  private final EvaluationProtocol protocol;
  private final EvaluationSet set;
  private final BootstrapMean bootstrap;
  private final String fingerprint;

  private EvaluateJob(SparkSession spark, RunConfig config, JobPaths paths) {
    this.spark = spark;
    this.config = config;
    this.storage = Storage.of(spark);
    this.paths = paths;
    RunManifest manifest =
        Tables.manifest(storage, paths.input(), TensorTable.NAME, TensorTable.VERSION, "prepare");
    this.tensors = TensorTable.read(spark, paths.input());
    this.model = ModelFolder.open(storage, config.config().getString("evaluate.model"), "evaluate");
    this.fingerprint = Hash.brief(manifest.toJson() + model.id());
    TrainingColours colours = TrainingColours.of(manifest, paths.input());
    long seed = config.config().getLong("run.seed");
    this.protocol = config.read("evaluate", e -> EvaluationProtocol.fromConfig(e, seed, colours));
    this.set = set();
    long bootstrapSeed = new Seeds(seed).seed("bootstrap", set.hash(), 0, 0);
    this.bootstrap =
        config.read("evaluate", e -> new BootstrapMean(e.getInt("bootstrap"), bootstrapSeed));
  }

  /**
   * Runs the job.
   *
   * @param spark the session
   * @param config with {@code run} and {@code evaluate}
   * @param paths tensors in, scores out
   */
  static void run(SparkSession spark, RunConfig config, JobPaths paths) {
    run(spark, config, paths, SamplerColourist::open);
  }

  static void run(SparkSession spark, RunConfig config, JobPaths paths, Colourist.Opener opener) {
    new EvaluateJob(spark, config, paths).run(opener);
  }

  private void run(Colourist.Opener opener) {
    storage.requireWritable(paths.output());
    if (isDone()) {
      storage.delete(path(PLAN));
      LOG.info(
          "event=nothing-to-do job=evaluate images={} output={}", set.ids().size(), paths.output());
      return;
    }
    String backend = backend(opener);
    begin();
    score(opener);
    finish(backend);
    LOG.info("event=done job=evaluate images={} output={}", set.ids().size(), paths.output());
  }

  private EvaluationSet set() {
    Split split = config.read("evaluate", EvaluateJob::split);
    EvaluationSet chosen =
        EvaluationSet.of(tensors, split, config.config().getInt("evaluate.limit"));
    if (chosen.ids().isEmpty()) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--input %s: has no photo of the split %s; prepare more photos or raise prepare.%s-share"
              .formatted(paths.input(), TensorTable.name(split), TensorTable.name(split)));
    }
    return chosen;
  }

  private static Split split(Config evaluate) {
    String name = evaluate.getString("split");
    Checks.require(
        name.equals("test") || name.equals("validation"),
        "evaluate.split must be test or validation, got %s",
        name);
    return name.equals("test") ? Split.TEST : Split.VALIDATION;
  }

  private boolean isDone() {
    if (!storage.exists(Tables.manifestPath(paths.output()))) {
      return false;
    }
    RunManifest there = Tables.read(storage, paths.output());
    String mend = "give another --output, or delete that folder first";
    if (!there.table().equals(ScoreTable.NAME) || there.schemaVersion() != ScoreTable.VERSION) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds a table of %s, version %d; %s"
              .formatted(paths.output(), there.table(), there.schemaVersion(), mend));
    }
    if (!there.configHash().equals(config.hash(KEYS))) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds scores of another configuration (%s); %s"
              .formatted(paths.output(), Tables.differences(there.config(), shape()), mend));
    }
    if (!there.inputFingerprint().equals(fingerprint)) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds scores of another model or of other tensors; %s"
              .formatted(paths.output(), mend));
    }
    return true;
  }

  /** Keeps the parts of a killed run of the same plan and clears those of another. */
  private void begin() {
    String plan = config.hash(KEYS) + " " + fingerprint + " " + ScoreTable.VERSION + "\n";
    byte[] bytes = plan.getBytes(StandardCharsets.UTF_8);
    if (storage.exists(path(PLAN)) && Arrays.equals(storage.read(path(PLAN)), bytes)) {
      return;
    }
    Tables.clear(storage, paths.output(), Tables.DATA);
    Tables.clear(storage, paths.output(), SampleTable.FOLDER);
    storage.write(path(PLAN), bytes);
  }

  /** Opens the model once on the driver, so that a wrong one ends the job with one message. */
  private String backend(Colourist.Opener opener) {
    int size = tensors.select(TensorTable.SIZE).first().getInt(0);
    Colourist colourist = opener.open(model);
    if (colourist.size() != size) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--input %s: tensors must be of the model's %d pixels, are of %d; prepare with prepare.size = %d"
              .formatted(paths.input(), colourist.size(), size, colourist.size()));
    }
    return colourist.backend();
  }

  private void score(Colourist.Opener opener) {
    Set<Integer> missing = missing();
    LOG.info(
        "event=start job=evaluate images={} parts={} missing={}",
        set.ids().size(),
        set.parts(),
        missing.size());
    if (missing.isEmpty()) {
      return;
    }
    int wanted = config.config().getInt("run.partitions");
    int partitions = wanted > 0 ? wanted : spark.sparkContext().defaultParallelism();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<ModelFolder> shared = context.broadcast(model);
    Progress progress = new Progress(LOG, "job=evaluate", set.ids().size(), this::scored);
    try {
      set.rows(tensors, missing, Math.min(partitions, missing.size()))
          .foreachPartition(new PartScorer(shared, opener, protocol, storage, paths.output()));
    } finally {
      progress.close();
      shared.destroy();
    }
  }

  private Set<Integer> missing() {
    Set<String> there =
        storage.names(path(Tables.DATA)).stream()
            .map(name -> Tables.DATA + "/" + name)
            .collect(Collectors.toSet());
    Set<Integer> missing = new TreeSet<>();
    for (int part = 0; part < set.parts(); part++) {
      if (!there.contains(Tables.part(Tables.DATA, part))) {
        missing.add(part);
      }
    }
    return missing;
  }

  /** Images whose scores are written, as the storage shows it while tasks run. */
  private long scored() {
    Set<Integer> missing = missing();
    return set.ids().size() - missing.stream().mapToLong(set::imagesOf).sum();
  }

  private void finish(String backend) {
    Dataset<Row> scores =
        spark.read().schema(ScoreTable.SCHEMA).parquet(Storage.literal(path(Tables.DATA)));
    ScoreSummary summary = summary(SetFigures.of(scores, bootstrap), backend);
    storage.write(path(ScoreSummary.FILE), summary.toJson().getBytes(StandardCharsets.UTF_8));
    RunManifest manifest =
        new RunManifest(
            ScoreTable.NAME,
            ScoreTable.VERSION,
            CodeVersion.text(),
            config.hash(KEYS),
            shape(),
            fingerprint,
            new TreeMap<>(Map.of("images", (long) set.ids().size())),
            new TreeMap<>(),
            files());
    storage.write(
        Tables.manifestPath(paths.output()), manifest.toJson().getBytes(StandardCharsets.UTF_8));
    storage.delete(path(PLAN));
  }

  private ScoreSummary summary(List<ScoreSummary.MethodFigures> figures, String backend) {
    int images = set.ids().size();
    List<String> remarks =
        images >= BootstrapMean.FEWEST_IMAGES
            ? List.of()
            : List.of(
                "%d photos are too few for error bars, which need %d: none are given."
                    .formatted(images, BootstrapMean.FEWEST_IMAGES));
    int size = tensors.select(TensorTable.SIZE).first().getInt(0);
    ScoreSummary.Protocol made =
        new ScoreSummary.Protocol(
            config.config().getString("evaluate.split"),
            set.hash(),
            images,
            ("%d x %d pixels: shorter side to %d by antialiased bilinear resampling, centre crop;"
                    + " Lab at 16 bits, back to RGB for the errors")
                .formatted(size, size, size),
            protocol.samples(),
            protocol.temperature(),
            protocol.runSeed(),
            model.id(),
            backend,
            CodeVersion.text(),
            bootstrap.resamples());
    return new ScoreSummary(made, figures, ScoreSummary.allDefinitions(), remarks);
  }

  /** All files but the manifest; what killed tasks left is deleted. */
  private List<TableFile> files() {
    List<TableFile> files = new ArrayList<>();
    for (String folder : List.of(Tables.DATA, SampleTable.FOLDER)) {
      for (String name : storage.names(path(folder))) {
        if (name.startsWith("_")) {
          storage.delete(path(folder + "/" + name));
        } else {
          files.add(storage.tableFile(paths.output(), folder + "/" + name));
        }
      }
    }
    files.add(storage.tableFile(paths.output(), ScoreSummary.FILE));
    return files;
  }

  private JsonNode shape() {
    return RunManifest.tree(config.json(KEYS));
  }

  private String path(String name) {
    return paths.output() + "/" + name;
  }
}
