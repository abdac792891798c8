package io.chromaflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void covering_lossRange_endsOnRoundNumbers() {
    Axis axis = Axis.covering(-1.81, 0.88, 6);

    assertThat(axis).isEqualTo(new Axis(-2, 1, 0.5));
    assertThat(axis.ticks()).containsExactly(-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0);
    assertThat(axis.decimals()).isEqualTo(1);
    assertThat(axis.share(-0.5)).isEqualTo(0.5);
  }

  @Test
  void covering_oneValue_hasStillARange() {
    Axis axis = Axis.covering(3, 3, 4);

    assertThat(axis.low()).isLessThanOrEqualTo(3);
    assertThat(axis.high()).isGreaterThan(3);
  }
}
