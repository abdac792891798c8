package io.chromaflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.chromaflow.condition.Cinn;
import io.chromaflow.condition.ConditionSpec;
import io.chromaflow.flow.FlowSpec;
import io.chromaflow.run.Checks;
import io.chromaflow.run.CodeVersion;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.Seeds;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import io.chromaflow.train.Checkpoint;
import io.chromaflow.train.CinnGraph;
import io.chromaflow.train.LearningRate;
import io.chromaflow.train.RoundMetrics;
import io.chromaflow.train.RoundScore;
import io.chromaflow.train.TrainingBatch;
import io.chromaflow.train.TrainingHistory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lab tensors to a trained network, round by round.
 *
 * <p>A round trains all workers on its share of the data, scores the result on fixed images and
 * writes a checkpoint. A killed run goes on behind its last round. The model to sample from is the
 * round with the best validation score.
 */
final class TrainJob {

  private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

  /** The keys that shape the model; changing another one lets a run go on. */
  private static final String[] SHAPING = {
    "flow",
    "condition",
    "color",
    "run.seed",
    "train.batch",
    "train.rounds",
    "train.steps-per-round",
    "train.adam",
    "train.learning-rate",
    "train.gradient-clip",
    "train.weight-decay",
    "train.noise",
    "train.flips"
  };

  private final Storage storage;
  private final RunConfig config;
  private final JobPaths paths;
  private final RunManifest tensors;
  private final LearningRate learningRate;
  private final TrainingData.Sizes sizes;
  private final TrainingData data;
  private final Transport transport;
  private final RoundScore score;
  private final Checkpoints checkpoints;
  private final ComputationGraph graph;

  private TrainJob(SparkSession spark, RunConfig config, JobPaths paths, RunManifest tensors) {
    this.storage = Storage.of(spark);
    this.config = config;
    this.paths = paths;
    this.tensors = tensors;
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Config train = config.config().getConfig("train");
    this.learningRate = config.read("train", LearningRate::fromConfig);
    this.sizes = config.read("train", section -> sizes(section, context.defaultParallelism()));
    this.transport = config.read("train", section -> Transport.of(context, section, sizes));
    Seeds seeds = new Seeds(config.config().getLong("run.seed"));
    TrainingBatch batches = TrainingBatch.fromConfig(config.config(), seeds);
    this.data =
        new TrainingData(spark, TensorTable.read(spark, paths.input()), batches, seeds, sizes);
    this.score = new RoundScore(Cinn.build(config.config()), batches);
    this.checkpoints = new Checkpoints(storage, paths.output(), train.getInt("checkpoints-kept"));
    this.graph = CinnGraph.build(config.config(), seeds.runSeed());
  }

  /**
   * Trains a network.
   *
   * @param paths input: a table of tensors; output: the model's folder
   * @throws JobException {@link ExitCode#BAD_INPUT} when the tensors do not fit or the output holds
   *     another model, {@link ExitCode#GATE} when training diverged, {@link
   *     ExitCode#INFRASTRUCTURE} when a round took too long or trained nothing
   */
  static void run(SparkSession spark, RunConfig config, JobPaths paths) {
    config.read("condition", ConditionSpec::fromConfig);
    config.read("flow", FlowSpec::fromConfig);
    Storage storage = Storage.of(spark);
    RunManifest tensors =
        Tables.manifest(storage, paths.input(), TensorTable.NAME, TensorTable.VERSION, "prepare");
    requireFit(config.config(), tensors, paths.input());
    if (isFinished(storage, config, paths, tensors)) {
      LOG.info("event=nothing-to-do job=train output={}", paths.output());
      return;
    }
    storage.requireWritable(paths.output());
    new TrainJob(spark, config, paths, tensors).run();
  }

  private void run() {
    int most = config.config().getInt("train.scored-images");
    List<LabTensor> training = data.first(Split.TRAIN, most);
    List<LabTensor> validation = data.first(Split.VALIDATION, most);
    if (training.isEmpty() || validation.isEmpty()) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--input %s: needs at least one training and one validation image, has %d and %d; prepare more images, or raise prepare.validation-share"
              .formatted(paths.input(), training.size(), validation.size()));
    }
    TrainingHistory history =
        new TrainingHistory(checkpoints.latest().map(this::resume).orElse(List.of()));
    LOG.info(
        "event=start job=train parameters={} views={} batch={} steps={} rounds={} workers={} master={} from-round={}",
        graph.numParams(),
        data.size(),
        sizes.batch(),
        sizes.steps(),
        learningRate.rounds(),
        sizes.workers(),
        config.config().getString("train.master"),
        history.trained());
    if (history.isEmpty()) {
      history.add(
          new RoundMetrics(
              0,
              0,
              score.of(graph.params(), training),
              score.of(graph.params(), validation),
              0,
              0,
              0));
      LOG.info("event=round job=train {}", history.progress(learningRate.rounds()));
    }
    for (int round = history.trained(); round < learningRate.rounds(); round++) {
      history.add(trainRound(round, training, validation));
      LOG.info("event=round job=train {}", history.progress(learningRate.rounds()));
      guard(history);
      save(round + 1, history);
    }
    finish(history);
  }

  private RoundMetrics trainRound(int round, List<LabTensor> training, List<LabTensor> validation) {
    double rate = learningRate.of(round);
    JavaRDD<DataSet> batches = data.round(round);
    INDArray before = graph.params().dup();
    graph.setLearningRate(rate);
    // On a cluster the driver's own count stays behind; Adam's bias correction needs it.
    graph.getConfiguration().setIterationCount(stepsOfWorker(round));
    long start = System.nanoTime();
    Deadline.within(
        config.config().getInt("train.round-timeout"),
        "train: round " + (round + 1),
        () -> transport.fit(graph, batches, rate));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (graph.params().sub(before).amaxNumber().doubleValue() == 0) {
      throw new JobException(
          ExitCode.INFRASTRUCTURE,
          "train: round %d ended well but no parameter moved; the workers did not reach the driver: check train.shared.controller-address and network-mask, or set train.master = averaging"
              .formatted(round + 1));
    }
    return new RoundMetrics(
        round + 1,
        (round + 1L) * sizes.imagesPerRound(),
        score.of(graph.params(), training),
        score.of(graph.params(), validation),
        rate,
        sizes.imagesPerRound() / seconds,
        seconds);
  }

  /** Optimiser steps that one worker has done before a round; averaging shares them out. */
  private int stepsOfWorker(int round) {
    boolean sharesOut = config.config().getString("train.master").equals("averaging");
    return round * sizes.steps() / (sharesOut ? sizes.workers() : 1);
  }

  private List<RoundMetrics> resume(Checkpoint checkpoint) {
    Checkpoint.Header header = checkpoint.header();
    requireSame(header.config(), header.dataFingerprint(), config, paths, tensors);
    graph.setParams(Nd4j.createFromArray(checkpoint.parameters()));
    INDArray state = graph.getUpdater().getStateViewArray();
    state.assign(Nd4j.createFromArray(checkpoint.updaterState()).reshape(state.shape()));
    publish(checkpoint); // a kill may have come between the checkpoint and these
    LOG.info("event=resume job=train round={}", header.round());
    return header.history();
  }

  private void save(int round, TrainingHistory history) {
    Checkpoint checkpoint =
        new Checkpoint(
            new Checkpoint.Header(
                RunManifest.tree(config.json(SHAPING)),
                fingerprint(tensors),
                config.config().getLong("run.seed"),
                round,
                stepsOfWorker(round),
                history.rounds()),
            graph.params().dup().data().asFloat(),
            graph.getUpdater().getStateViewArray().dup().data().asFloat());
    checkpoints.add(checkpoint);
    publish(checkpoint);
  }

  /** Brings the best model and the metrics as far as a checkpoint is. */
  private void publish(Checkpoint checkpoint) {
    TrainingHistory history = new TrainingHistory(checkpoint.header().history());
    if (history.best().round() == checkpoint.header().round()) {
      checkpoints.writeBest(checkpoint);
    }
    storage.write(
        paths.output() + "/" + ModelFolder.METRICS,
        history.jsonLines().getBytes(StandardCharsets.UTF_8));
  }

  private void finish(TrainingHistory history) {
    RoundMetrics best = history.best();
    TreeMap<String, Long> counts = new TreeMap<>();
    counts.put("parameters", graph.numParams());
    counts.put("rounds", (long) learningRate.rounds());
    counts.put("images-seen", (long) learningRate.rounds() * sizes.imagesPerRound());
    counts.put("best-round", (long) best.round());
    TreeMap<String, Double> statistics = new TreeMap<>();
    statistics.put("validation-nll", best.validationNll());
    RunManifest manifest =
        new RunManifest(
            ModelFolder.NAME,
            ModelFolder.VERSION,
            CodeVersion.text(),
            config.hash(SHAPING),
            RunManifest.tree(config.json(SHAPING)),
            fingerprint(tensors),
            counts,
            statistics,
            List.of(storage.tableFile(paths.output(), ModelFolder.CHECKPOINT)));
    storage.write(
        Tables.manifestPath(paths.output()), manifest.toJson().getBytes(StandardCharsets.UTF_8));
    LOG.info(
        "event=done job=train output={} best-round={} validation-nll={}",
        paths.output(),
        best.round(),
        String.format(Locale.ROOT, "%.4f", best.validationNll()));
  }

  private void guard(TrainingHistory history) {
    double limit = config.config().getDouble("train.guard");
    RoundMetrics now = history.last();
    history
        .divergedFrom(limit)
        .ifPresent(
            before -> {
              throw new JobException(
                  ExitCode.GATE,
                  "train: diverged in round %d at rate %s: validation NLL per dimension %.4f after %.4f (train.guard = %s); lower train.learning-rate.initial or set train.gradient-clip, in a new --output"
                      .formatted(
                          now.round(), now.learningRate(), now.validationNll(), before, limit));
            });
  }

  private static boolean isFinished(
      Storage storage, RunConfig config, JobPaths paths, RunManifest tensors) {
    if (!storage.exists(Tables.manifestPath(paths.output()))) {
      return false;
    }
    RunManifest model =
        Tables.manifest(storage, paths.output(), ModelFolder.NAME, ModelFolder.VERSION, "train");
    requireSame(model.config(), model.inputFingerprint(), config, paths, tensors);
    return true;
  }

  private static void requireSame(
      JsonNode before, String data, RunConfig config, JobPaths paths, RunManifest tensors) {
    JsonNode now = RunManifest.tree(config.json(SHAPING));
    String difference =
        before.equals(now)
            ? data.equals(fingerprint(tensors)) ? "" : "other tensors"
            : Tables.differences(before, now);
    if (!difference.isEmpty()) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--output %s: holds a model of another run (%s); give another --output, or delete that folder first"
              .formatted(paths.output(), difference));
    }
  }

  private static String fingerprint(RunManifest tensors) {
    return tensors.inputFingerprint() + "/" + tensors.configHash();
  }

  private static void requireFit(Config config, RunManifest tensors, String input) {
    int prepared = tensors.config().path("prepare").path("size").asInt();
    int wanted = config.getInt("flow.size");
    if (prepared != wanted) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--input %s: its tensors have side %d, the flow takes %d (flow.size); prepare with prepare.size = %d"
              .formatted(input, prepared, wanted, wanted));
    }
  }

  private static TrainingData.Sizes sizes(Config train, int parallelism) {
    int batch = train.getInt("batch");
    int steps = train.getInt("steps-per-round");
    int workers = train.getInt("workers");
    Checks.require(batch >= 1, "train.batch must be at least 1, got %d", batch);
    Checks.require(steps >= 1, "train.steps-per-round must be at least 1, got %d", steps);
    Checks.require(workers >= 0, "train.workers must be at least 0, got %d", workers);
    int used = Math.min(steps, workers == 0 ? parallelism : workers);
    return new TrainingData.Sizes(batch, steps, used);
  }
}
