package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapMeanTest {

  private static final BootstrapMean BOOTSTRAP = new BootstrapMean(256, 7);

  @Test
  void mean_alternatingZeroAndOne_hasTheTextbookError() {
    double[] values = new double[400];
    Arrays.setAll(values, i -> i % 2);

    Estimate estimate = BOOTSTRAP.mean(values);

    assertThat(estimate.value()).isEqualTo(0.5);
    assertThat(estimate.count()).isEqualTo(400);
    // 0.5 / sqrt(400) = 0.025; 256 resamples know a deviation to 1/sqrt(512) = 4.4 %, three times.
    assertThat(estimate.standardError()).isPresent();
    assertThat(estimate.standardError().getAsDouble()).isCloseTo(0.025, within(0.0033));
  }

  @Test
  void mean_equalValues_hasNoError() {
    Estimate estimate = BOOTSTRAP.mean(new double[] {3, 3, 3, 3, 3, 3});

    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.standardError()).hasValue(0);
  }

  @Test
  void mean_sameSeed_isTheSameBitForBit() {
    double[] values = {0.1, 0.7, 0.3, 0.9, 0.2, 0.4, 0.8};

    assertThat(BOOTSTRAP.mean(values)).isEqualTo(new BootstrapMean(256, 7).mean(values));
    assertThat(BOOTSTRAP.mean(values)).isNotEqualTo(new BootstrapMean(256, 8).mean(values));
  }

  @Test
  void mean_fiveImages_givesNoErrorBar() {
    Estimate estimate = BOOTSTRAP.mean(new double[] {1, 2, 3, 4, 5});

    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.standardError()).isEmpty();
  }

  @Test
  void rootMeanSquare_handMadeValues_isTheRootOfTheMeanSquare() {
    // Squares 9 and 16: root of 12.5.
    assertThat(BOOTSTRAP.rootMeanSquare(new double[] {3, 4}).value())
        .isCloseTo(Math.sqrt(12.5), within(1e-15));
  }

  @Test
  void rootMeanSquare_smallSpread_hasTheErrorOfTheRoot() {
    double[] values = new double[400];
    Arrays.setAll(values, i -> Math.sqrt(i % 2 == 0 ? 0.9 : 1.1));

    // Mean square 1 +- 0.1/20 = 0.005; the root halves it. 4.4 % three times as above.
    assertThat(BOOTSTRAP.rootMeanSquare(values).standardError().orElseThrow())
        .isCloseTo(0.0025, within(0.00033));
  }

  @Test
  void mean_noValue_saysSo() {
    assertThatThrownBy(() -> BOOTSTRAP.mean(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mean needs at least 1 image, got 0");
  }

  @Test
  void new_oneResample_saysWhichKey() {
    assertThatThrownBy(() -> new BootstrapMean(1, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluate.bootstrap must be at least 2, got 1");
  }
}
