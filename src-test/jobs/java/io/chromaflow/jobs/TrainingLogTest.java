package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromaflow.report.TrainingCurve;
import io.chromaflow.run.JobException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLogTest {

  @Test
  void parse_twoRounds_givesThemInOrder() {
    String text =
        """
        {"round":0,"images_seen":0,"train_nll":null,"validation_nll":0.9,"learning_rate":0.001}

        {"round":1,"images_seen":400,"train_nll":-0.4,"validation_nll":-0.5,\
        "learning_rate":0.0005,"images_per_second":20.5,"seconds":19.5}
        """;

    List<TrainingCurve.Round> rounds = TrainingLog.parse(text, "metrics.jsonl");

    assertThat(rounds)
        .containsExactly(
            new TrainingCurve.Round(0, 0, Double.NaN, 0.9, 0.001, Double.NaN),
            new TrainingCurve.Round(1, 400, -0.4, -0.5, 0.0005, 20.5));
  }

  @Test
  void parse_brokenLine_saysWhich() {
    String text = "{\"round\":0,\"images_seen\":0}\n{\"round\":1,\"imag";

    assertThatThrownBy(() -> TrainingLog.parse(text, "model/metrics.jsonl"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("model/metrics.jsonl line 2: must be a JSON object");
  }
}
