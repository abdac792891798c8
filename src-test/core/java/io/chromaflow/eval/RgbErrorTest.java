package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RgbErrorTest {

  @Test
  void meanSquare_handMadePixel_isTheMeanOfSquares() {
    float[] truth = {0, 0.5f, 1};
    float[] picture = {0.25f, 0.5f, 0};

    assertThat(RgbError.meanSquare(truth, picture)).isEqualTo((1 / 16.0 + 0 + 1) / 3);
    assertThat(RgbError.rootMeanSquare(truth, picture)).isEqualTo(Math.sqrt(17 / 48.0));
  }

  @Test
  void rootMeanSquare_firstSampleOfOriginalCode_isTheSame() {
    GoldenMetrics golden = GoldenMetrics.load();
    double[] rms = golden.numbers("imagenet_rms_best_of_1_per_image");

    for (int i = 0; i < rms.length; i++) {
      assertThat(RgbError.rootMeanSquare(golden.truth(i), golden.samples(i).get(0)))
          .isCloseTo(rms[i], within(GoldenMetrics.TOLERANCE));
    }
  }

  @Test
  void meanSquare_manySmallErrors_losesNoneOfThem() {
    // A float sum of 4 million squares of 1e-4 would stop growing long before the end.
    float[] truth = new float[1 << 22];
    float[] picture = new float[1 << 22];
    Arrays.fill(picture, 1e-4f);

    assertThat(RgbError.meanSquare(truth, picture)).isCloseTo(1e-8, within(1e-14));
  }

  @Test
  void meanSquare_emptyPictures_saySo() {
    assertThatThrownBy(() -> RgbError.meanSquare(new float[0], new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one, got 0 and 0");
  }
}
