package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class ReportJobTest {

  private final SparkSession spark = SharedSpark.session();

  @TempDir private Path folder;

  @Test
  void run_wholeRun_showsEverything() {
    TinyRun run = new TinyRun(spark, folder).withTensors(7).withModel("one").withColourings(9);
    evaluate(run);

    String page = report(run);

    assertThat(page)
        .contains("id=\"photos\"", "id=\"scores\"", "id=\"training\"", "id=\"data\"")
        .contains("nats/dim; ", "the Gaussian baseline of")
        .contains("<code>broken.jpg</code> ends early")
        .contains("deploy/chromaflow evaluate --input RUN/tensors --output RUN/scores")
        .doesNotContain("Not on this page");
    // Seven photos of the test with two colourings each; the two of training are left out.
    assertThat(page.split("<figure", -1)).hasSize(8);
    assertThat(page.split("class=\"cell draw", -1)).hasSize(15);
    assertThat(page).contains("<b>photos/6.png</b>").doesNotContain("<b>photos/7.png</b>");
  }

  @Test
  void run_sameRunTwice_givesTheSamePage() {
    TinyRun run = new TinyRun(spark, folder).withTensors(3).withModel("one").withColourings(3);

    assertThat(report(run)).isEqualTo(report(run));
  }

  @Test
  void run_withoutColourings_showsTheScoredSamplesAndSaysSo() {
    TinyRun run = new TinyRun(spark, folder).withTensors(3).withModel("one");
    evaluate(run);

    String page = report(run);

    assertThat(page)
        .contains("<li>colourings: no colourings/manifest.json, so colorize has not finished</li>");
    assertThat(page.split("class=\"cell draw", -1)).hasSize(3 * 8 + 1);
  }

  @Test
  void run_onlyTensors_namesWhatIsMissing() {
    TinyRun run = new TinyRun(spark, folder).withTensors(3);

    String page = report(run);

    assertThat(page)
        .contains("<li>the pictures: they need tensors and either colourings or scores</li>")
        .contains("<li>the training curve: no model/metrics.jsonl</li>")
        .contains("id=\"data\"")
        .doesNotContain("id=\"scores\"");
  }

  @Test
  void run_emptyFolder_saysWhatToGive() {
    TinyRun run = new TinyRun(spark, folder);

    assertThatThrownBy(() -> report(run))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("has no finished tensors, model, colourings or scores")
        .hasMessageContaining("give the folder of a run");
  }

  private void evaluate(TinyRun run) {
    JobPaths paths = new JobPaths(run.path("tensors"), run.path("scores"));
    EvaluateJob.run(spark, run.config(), paths, bytes -> new TintingColourist());
  }

  private String report(TinyRun run) {
    ReportJob.run(spark, run.config(), new JobPaths(folder.toString(), run.path("report")));
    byte[] page = Storage.of(spark).read(run.path("report/index.html"));
    return new String(page, StandardCharsets.UTF_8);
  }
}
