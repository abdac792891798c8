package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianBaselineTest {

  @Test
  void nllPerDim_handMadePixels_isHalfSquarePlusLogDeviation() {
    GaussianBaseline baseline = new GaussianBaseline(1, 0, 2, 0.5);
    // a: z = 0 and 1, mean of z^2/2 = 1/4, + ln 2. b: z = 2 and 0, mean = 1, - ln 2.
    float[] ab = {1, 3, 1, 0};

    assertThat(baseline.nllPerDim(ab)).isCloseTo((0.25 + 1) / 2, within(1e-12));
  }

  @Test
  void nllPerDim_dataOfTheSameMeanAndDeviation_isHalfPlusMeanLogDeviation() {
    // Channel statistics of 875 photographs in normalised units; (ln 1.1008 + ln 1.0101)/2 =
    // 0.0530.
    double deviationA = 1.100813388824463;
    double deviationB = 1.0100727081298828;
    GaussianBaseline baseline = new GaussianBaseline(-0.042, 0.07, deviationA, deviationB);
    float[] ab = {
      (float) (-0.042 + deviationA), (float) (-0.042 - deviationA),
      (float) (0.07 + deviationB), (float) (0.07 - deviationB)
    };

    // The float values are off by up to 1e-7.
    assertThat(baseline.nllPerDim(ab)).isCloseTo(0.5530356, within(1e-6));
  }

  @Test
  void nllPerDim_oddLength_saysSo() {
    assertThatThrownBy(() -> new GaussianBaseline(0, 0, 1, 1).nllPerDim(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ab must have two values a pixel and at least one pixel, got 3 values");
  }

  @Test
  void new_grayTrainingPhotos_saysWhatIsWrong() {
    assertThatThrownBy(() -> new GaussianBaseline(0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0.0 and 0.0; the training photos have no colour");
  }
}
