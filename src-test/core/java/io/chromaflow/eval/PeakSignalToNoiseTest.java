package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeakSignalToNoiseTest {

  @Test
  void decibel_hundredth_isTwenty() {
    assertThat(PeakSignalToNoise.decibel(0.01)).isCloseTo(20, within(1e-12));
  }

  @Test
  void decibel_eightBitErrorOfAnotherProgram_isTheSame() {
    // 64.42513020833333 squared steps of 1/255 are 30.040250559002494 dB.
    assertThat(PeakSignalToNoise.decibel(64.42513020833333 / (255.0 * 255.0)))
        .isCloseTo(30.040250559002494, within(1e-10));
  }

  @Test
  void decibel_equalPictures_isThatOfEightBitRounding() {
    // 10 log10(12 * 65025).
    assertThat(PeakSignalToNoise.decibel(0)).isCloseTo(58.922616, within(1e-6));
    assertThat(PeakSignalToNoise.decibel(0)).isEqualTo(PeakSignalToNoise.CEILING);
  }

  @Test
  void decibel_notANumber_saysSo() {
    assertThatThrownBy(() -> PeakSignalToNoise.decibel(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean square error must be at least 0, got NaN");
  }
}
