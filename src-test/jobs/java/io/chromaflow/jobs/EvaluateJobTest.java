package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chromaflow.eval.Metric;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class EvaluateJobTest {

  /** Two parts, the last of them not full. */
  private static final int PHOTOS = 7;

  private final SparkSession spark = SharedSpark.session();

  @TempDir private Path folder;

  @Test
  void run_freshOutput_writesScoresSamplesSummaryAndManifest() {
    TinyRun run = new TinyRun(spark, folder).withTensors(PHOTOS).withModel("one");

    evaluate(run, run.config("evaluate.samples=3"), "scores");

    assertThat(files(run.path("scores")).keySet())
        .containsExactly(
            "data/part-00000.zstd.parquet",
            "data/part-00001.zstd.parquet",
            "manifest.json",
            "samples/part-00000.zstd.parquet",
            "samples/part-00001.zstd.parquet",
            "summary.json");
    ScoreSummary summary = summary(run, "scores");
    assertThat(summary.protocol().images()).isEqualTo(PHOTOS);
    assertThat(summary.protocol().samples()).isEqualTo(3);
    assertThat(summary.remarks()).isEmpty();
    // The stand-in's likelihood is the mean of ab: number/2 - 7.5 + ... = (2n - 7.5 + 5 - n +
    // 7.5)/2.
    assertThat(summary.figure("cinn", Metric.NLL_PER_DIM).orElseThrow().value())
        .isCloseTo(((PHOTOS - 1) / 2.0 + 5) / 2, within(2e-3));
    assertThat(summary.figure("cinn", Metric.NLL_PER_DIM).orElseThrow().standardError())
        .isPresent();
    assertThat(spark.read().parquet(run.path("scores/samples")).count()).isEqualTo(3 * PHOTOS);
  }

  @Test
  void run_oneAndThreePartitions_giveTheSameBytes() {
    TinyRun run = new TinyRun(spark, folder).withTensors(PHOTOS).withModel("one");

    evaluate(run, run.config("run.partitions=1"), "one");
    evaluate(run, run.config("run.partitions=3"), "three");

    assertThat(files(run.path("one"))).isEqualTo(files(run.path("three")));
  }

  @Test
  void run_killedInTheSecondPart_keepsTheFirstAndEndsTheSame() {
    TinyRun run = new TinyRun(spark, folder).withTensors(PHOTOS).withModel("one");
    RunConfig config = run.config("run.partitions=1");
    JobPaths paths = new JobPaths(run.path("tensors"), run.path("killed"));
    evaluate(run, config, "whole");

    assertThatThrownBy(
            () -> EvaluateJob.run(spark, config, paths, model -> new StoppingColourist(5)))
        .hasStackTraceContaining(StoppingColourist.MESSAGE);
    String first = run.path("killed/data/part-00000.zstd.parquet");
    assertThat(Files.exists(Path.of(first))).isTrue();
    assertThat(Files.exists(Path.of(run.path("killed/manifest.json")))).isFalse();
    // Three photos are left; were the first part done again, this would stop.
    EvaluateJob.run(spark, config, paths, model -> new StoppingColourist(3));

    assertThat(files(run.path("killed"))).isEqualTo(files(run.path("whole")));
  }

  @Test
  void run_secondTime_opensNoModel() {
    TinyRun run = new TinyRun(spark, folder).withTensors(2).withModel("one");
    evaluate(run, run.config(), "scores");
    Map<String, String> before = files(run.path("scores"));

    EvaluateJob.run(
        spark,
        run.config(),
        new JobPaths(run.path("tensors"), run.path("scores")),
        model -> new StoppingColourist(0));

    assertThat(files(run.path("scores"))).isEqualTo(before);
  }

  @Test
  void run_fewPhotos_saysThatErrorBarsAreMissing() {
    TinyRun run = new TinyRun(spark, folder).withTensors(3).withModel("one");

    evaluate(run, run.config(), "scores");

    ScoreSummary summary = summary(run, "scores");
    assertThat(summary.remarks())
        .containsExactly("3 photos are too few for error bars, which need 6: none are given.");
    assertThat(summary.figure("cinn", Metric.VARIANCE).orElseThrow().standardError()).isEmpty();
  }

  @Test
  void run_limit_takesTheFirstIds() {
    TinyRun run = new TinyRun(spark, folder).withTensors(5).withModel("one");

    evaluate(run, run.config("evaluate.limit=2"), "scores");

    assertThat(
            spark
                .read()
                .parquet(run.path("scores/samples"))
                .select("image_id")
                .distinct()
                .orderBy("image_id")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(TinyRun.id(0), TinyRun.id(1));
  }

  @Test
  void run_anotherConfigurationOrModel_refusesToMix() {
    TinyRun run = new TinyRun(spark, folder).withTensors(2).withModel("one");
    evaluate(run, run.config(), "scores");

    assertRefused(run, run.config("evaluate.samples=2"), "evaluate.samples: 8 there, 2 now");
    run.withModel("two");
    assertRefused(run, run.config(), "holds scores of another model or of other tensors");
  }

  @Test
  void run_noPhotoOfTheSplit_saysSo() {
    TinyRun run = new TinyRun(spark, folder).withTensors(2).withModel("one");

    assertRefused(
        run,
        run.config("evaluate.split=validation"),
        "has no photo of the split validation; prepare more photos or raise"
            + " prepare.validation-share");
  }

  @Test
  void run_noModel_saysWhatToRun() {
    TinyRun run = new TinyRun(spark, folder).withTensors(2);

    assertRefused(
        run,
        run.config(),
        "has no finished table of model (no manifest.json); run chromaflow train");
  }

  @Test
  void run_splitOfTraining_isAWrongValue() {
    TinyRun run = new TinyRun(spark, folder).withTensors(2).withModel("one");

    assertThatThrownBy(() -> evaluate(run, run.config("evaluate.split=train"), "scores"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_CONFIG))
        .hasMessageContaining("evaluate.split must be test or validation, got train");
  }

  private void assertRefused(TinyRun run, RunConfig config, String message) {
    assertThatThrownBy(() -> evaluate(run, config, "scores"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining(message);
  }

  private void evaluate(TinyRun run, RunConfig config, String output) {
    JobPaths paths = new JobPaths(run.path("tensors"), run.path(output));
    EvaluateJob.run(spark, config, paths, model -> new TintingColourist());
  }

  private ScoreSummary summary(TinyRun run, String output) {
    String path = run.path(output) + "/" + ScoreSummary.FILE;
    return ScoreSummary.ofJson(Storage.of(spark).read(path), path);
  }

  /** Content of all files below a folder. */
  private static Map<String, String> files(String folder) {
    Path root = Path.of(folder);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Hash.full(Files.readAllBytes(file)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
