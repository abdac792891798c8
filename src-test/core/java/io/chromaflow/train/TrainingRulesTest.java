package io.chromaflow.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chromaflow.color.LabScaling;
import io.chromaflow.flow.Mapped;
import io.chromaflow.run.Seeds;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The small rules of training: rates, batches, the loss, the history. */
class TrainingRulesTest {

  private static final LabScaling UNIT =
      new LabScaling(new double[] {0, 0, 0}, new double[] {1, 1, 1});

  private static LabTensor tensor() {
    return new LabTensor(
        "id",
        "a.jpg",
        Split.TRAIN,
        0,
        9,
        9,
        2,
        new float[] {1, 2, 3, 4},
        new float[] {5, 6, 7, 8, 9, 10, 11, 12});
  }

  private static TrainingBatch batch(double noise, boolean flips) {
    return new TrainingBatch(UNIT, noise, flips, new Seeds(3));
  }

  private static float[] features(TrainingBatch batch, int epoch) {
    INDArray all = batch.of(List.of(new TrainingBatch.Use(tensor(), epoch))).getFeatures();
    return all.dup('c').data().asFloat();
  }

  @Test
  void learningRate_overRounds_warmsUpThenFallsAlongHalfACosine() {
    LearningRate rate = new LearningRate(1e-3, 2, 0.1, 7);
    assertThat(rate.of(0)).isCloseTo(1e-4, within(1e-12));
    assertThat(rate.of(2)).isCloseTo(1e-3, within(1e-12));
    assertThat(rate.of(4)).isCloseTo(5.5e-4, within(1e-12)); // half way: the mean of both ends
    assertThat(rate.of(6)).isCloseTo(1e-4, within(1e-12));
    assertThatThrownBy(() -> new LearningRate(0, 0, 1, 1))
        .hasMessageContaining("train.learning-rate.initial must be in (0,1]");
  }

  @Test
  void trainingBatch_noise_isInItsRangeAndAFunctionOfTheEpoch() {
    float[] once = features(batch(0.5, false), 1);
    assertThat(once).isEqualTo(features(batch(0.5, false), 1));
    assertThat(once).isNotEqualTo(features(batch(0.5, false), 2));
    for (int i = 0; i < once.length; i++) {
      assertThat(once[i] - (i + 1)).isBetween(0f, 0.5f);
    }
  }

  @Test
  void trainingBatch_flips_mirrorAllChannelsOrNone() {
    float[] plain = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    float[] mirrored = {2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11};
    int flipped = 0;
    for (int epoch = 0; epoch < 40; epoch++) {
      float[] seen = features(batch(0, true), epoch);
      assertThat(seen).isIn(plain, mirrored);
      flipped += seen[0] == 2 ? 1 : 0;
    }
    assertThat(flipped).isBetween(8, 32); // 20 expected; 4 standard deviations
  }

  @Test
  void negativeLogLikelihood_byHand() {
    INDArray z = Nd4j.createFromArray(new double[][] {{1, 2}, {0, 4}});
    double[] nll = NegativeLogLikelihood.perSample(new Mapped(z, new double[] {0.5, -1}));
    assertThat(nll).containsExactly((2.5 - 0.5) / 2, (8.0 + 1) / 2);
  }

  @Test
  void history_divergence_isAJumpOrNotANumber() {
    TrainingHistory history = new TrainingHistory(List.of(round(0, 1.0), round(1, 0.2)));
    assertThat(history.divergedFrom(0.5)).isEmpty();
    history.add(round(2, 0.9));
    assertThat(history.divergedFrom(0.5)).hasValue(0.2);
    assertThat(history.best().round()).isEqualTo(1);
    history.add(round(3, Double.NaN));
    assertThat(history.divergedFrom(100)).hasValue(0.2);
  }

  private static RoundMetrics round(int number, double validation) {
    return new RoundMetrics(number, number * 10L, 0.5, validation, 1e-3, 5, 2);
  }
}
