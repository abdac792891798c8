package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BitsPerDimTest {

  private static final BitsPerDim PAPER = new BitsPerDim(11.2, 16.8);

  @Test
  void of_paperScales_addsConstantAndScaling() {
    // ln(2 pi)/2 = 0.9189385, (ln 11.2 + ln 16.8)/2 = 2.6186463; at -1.8 nats 1.7375848 nats.
    assertThat(PAPER.of(-1.8)).isCloseTo(1.7375848 / 0.6931472, within(1e-6));
  }

  @Test
  void of_evenDensityOverACell_isTheLogarithmOfItsSide() {
    // Uniform over 8 Lab units in each dimension: 3 bits. Its density is 1/8 per Lab unit, which
    // in normalised units of scale 2 is 2/8, so nats without the constant are ln 4 - ln(2 pi)/2.
    BitsPerDim scaledByTwo = new BitsPerDim(2, 2);

    assertThat(scaledByTwo.of(Math.log(4) - 0.5 * Math.log(2 * Math.PI)))
        .isCloseTo(3, within(1e-12));
  }

  @Test
  void of_oneNatMore_isOneOverLnTwoBitsMore() {
    assertThat(PAPER.of(1) - PAPER.of(0)).isCloseTo(1 / Math.log(2), within(1e-12));
  }

  @Test
  void new_zeroScale_saysSo() {
    assertThatThrownBy(() -> new BitsPerDim(0, 16.8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("color.scales of a and b must be above 0 Lab units, got 0.0 and 16.8");
  }
}
