package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromaflow.eval.Metric;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreSummaryTest {

  @Test
  void ofJson_whatToJsonWrote_isEqual() {
    ScoreSummary summary = summary();

    byte[] json = summary.toJson().getBytes(StandardCharsets.UTF_8);

    assertThat(ScoreSummary.ofJson(json, "summary.json")).isEqualTo(summary);
  }

  @Test
  void toJson_tooFewImages_leavesTheErrorBarOut() {
    assertThat(summary().toJson())
        .contains("\"set_hash\" : \"ab12\"", "\"standard_error\" : 0.05")
        .containsOnlyOnce("standard_error");
  }

  @Test
  void figure_methodWithoutMetric_isEmpty() {
    assertThat(summary().figure("cinn", Metric.NLL_PER_DIM)).isPresent();
    assertThat(summary().figure("grayscale", Metric.NLL_PER_DIM)).isEmpty();
  }

  @Test
  void ofJson_somethingElse_saysWhereAndWhatToDo() {
    assertThatThrownBy(
            () -> ScoreSummary.ofJson("no".getBytes(StandardCharsets.UTF_8), "scores/summary.json"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("scores/summary.json: is no summary of scores")
        .hasMessageContaining("run evaluate again");
  }

  static ScoreSummary summary() {
    return new ScoreSummary(
        new ScoreSummary.Protocol(
            "test", "ab12", 40, "64 x 64", 8, 1, 9287, "cd34", "CPU", "0.1.0", 256),
        List.of(
            new ScoreSummary.MethodFigures(
                "cinn",
                "the model's own draws",
                List.of(
                    new ScoreSummary.Figure("nll-per-dim", -1.78, 0.05, 40),
                    new ScoreSummary.Figure("variance", 0.0015, null, 40))),
            new ScoreSummary.MethodFigures(
                "grayscale", "gray", List.of(new ScoreSummary.Figure("variance", 0, null, 40)))),
        ScoreSummary.allDefinitions(),
        List.of());
  }
}
