package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chromaflow.eval.Method;
import io.chromaflow.eval.Metric;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageEvaluationTest {

  private static final EvaluationProtocol PROTOCOL =
      new EvaluationProtocol(1, 3, 1, new EvaluationProtocol.TrainingColours(2.4, 7.4, 11.2, 16.8));

  @Test
  void score_everyMethod_hasItsOwnMetrics() {
    ImageEvaluation.Scores scores = score(image(10, 20));

    assertThat(metrics(scores, Method.CINN))
        .containsAll(Arrays.stream(Metric.values()).map(Metric::id).toList());
    assertThat(metrics(scores, Method.GAUSSIAN)).containsExactly("nll-per-dim", "bits-per-dim");
    assertThat(metrics(scores, Method.GRAYSCALE))
        .doesNotContain("nll-per-dim", "bits-per-dim")
        .hasSize(Metric.values().length - 2);
    assertThat(scores.samples()).hasSize(3);
  }

  @Test
  void score_flatColour_hasErrorsKnownByHand() {
    ImageEvaluation.Scores scores = score(image(3, 4));

    // Gray is off by 3 in a and 4 in b everywhere: root of (9 + 16) / 2.
    assertThat(value(scores, Method.GRAYSCALE, Metric.LAB_RMSE))
        .isCloseTo(Math.sqrt(12.5), within(1e-6));
    assertThat(value(scores, Method.GROUND_TRUTH, Metric.RMS_FIRST)).isZero();
    assertThat(value(scores, Method.GRAYSCALE, Metric.VARIANCE)).isZero();
    assertThat(value(scores, Method.CINN, Metric.NLL_PER_DIM)).isCloseTo(3.5, within(1e-6));
  }

  @Test
  void score_imageOfTheMeanColour_isWhatTheBaselinesExpect() {
    ImageEvaluation.Scores scores = score(image(2.4f, 7.4f));

    // At the mean z is 0, and the deviations are 1 in normalised units: nothing is left.
    assertThat(value(scores, Method.GAUSSIAN, Metric.NLL_PER_DIM)).isCloseTo(0, within(1e-9));
    assertThat(value(scores, Method.MEAN_COLOUR, Metric.RMS_FIRST)).isZero();
  }

  @Test
  void score_samples_followTheirSeeds() {
    LabTensor image = image(10, 20);
    long[] seeds = PROTOCOL.seeds(image.imageId());

    ImageEvaluation.Scores scores = score(image);

    assertThat(seeds).doesNotHaveDuplicates();
    for (int k = 0; k < seeds.length; k++) {
      assertThat(scores.samples().get(k)[0]).isEqualTo(TintingColourist.tint(seeds[k], 1));
    }
    assertThat(
            scores.rows().stream()
                .filter(row -> row.metric().equals(ScoreTable.SAMPLE_MSE))
                .map(ScoreRow::sample))
        .containsExactly(0, 1, 2);
  }

  private static ImageEvaluation.Scores score(LabTensor image) {
    return new ImageEvaluation(PROTOCOL, new TintingColourist()).score(image);
  }

  private static LabTensor image(float a, float b) {
    float[] l = {40, 50, 60, 70};
    return new LabTensor(
        "0123", "x.png", Split.TEST, 0, 2, 2, 2, l, new float[] {a, a, a, a, b, b, b, b});
  }

  private static List<String> metrics(ImageEvaluation.Scores scores, Method method) {
    return scores.rows().stream()
        .filter(row -> row.method().equals(method.id()) && row.sample() == ScoreTable.WHOLE_IMAGE)
        .map(ScoreRow::metric)
        .toList();
  }

  private static double value(ImageEvaluation.Scores scores, Method method, Metric metric) {
    return scores.rows().stream()
        .filter(r -> r.method().equals(method.id()) && r.metric().equals(metric.id()))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
