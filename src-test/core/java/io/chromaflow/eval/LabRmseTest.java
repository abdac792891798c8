package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabRmseTest {

  @Test
  void of_onePixel_isTheRootOverBothChannels() {
    // Differences 3 and 4: squares 9 and 16, mean 12.5.
    assertThat(LabRmse.of(new float[] {10, -20}, new float[] {13, -24})).isEqualTo(Math.sqrt(12.5));
  }
}
