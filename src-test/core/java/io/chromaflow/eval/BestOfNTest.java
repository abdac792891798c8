package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BestOfNTest {

  /** Halves and quarters: exact in float, so the hand-made numbers need only double rounding. */
  private static final float[] TRUTH = {0.5f, 0.5f, 0.5f};

  private static final float[] NEAR_LEFT = {0.5f, 0.25f, 0f};
  private static final float[] NEAR_RIGHT = {0f, 0.5f, 0.25f};

  @Test
  void meanSquarePerPixel_samplesNearInDifferentPlaces_takesEachPlacesBest() {
    // Least squares 0, 0 and 1/16.
    assertThat(BestOfN.meanSquarePerPixel(TRUTH, List.of(NEAR_LEFT, NEAR_RIGHT)))
        .isEqualTo(1 / 16.0 / 3);
  }

  @Test
  void meanSquarePerImage_samplesNearInDifferentPlaces_takesOneWholeSample() {
    // 0 + 1/16 + 1/4 and 1/4 + 0 + 1/16: both 5/16.
    assertThat(BestOfN.meanSquarePerImage(TRUTH, List.of(NEAR_LEFT, NEAR_RIGHT)))
        .isEqualTo(5 / 16.0 / 3);
  }

  @Test
  void bothDefinitions_oneSample_areItsError() {
    List<float[]> one = List.of(NEAR_LEFT);

    assertThat(BestOfN.meanSquarePerPixel(TRUTH, one))
        .isEqualTo(RgbError.meanSquare(TRUTH, NEAR_LEFT));
    assertThat(BestOfN.meanSquarePerImage(TRUTH, one))
        .isEqualTo(RgbError.meanSquare(TRUTH, NEAR_LEFT));
  }

  @Test
  void meanSquarePerPixel_originalCode_isTheSame() {
    GoldenMetrics golden = GoldenMetrics.load();
    double[] mse = golden.numbers("mse_with_min_per_pixel_channel_per_image");
    double[] rms = golden.numbers("imagenet_rms_best_of_8_per_image");

    for (int i = 0; i < mse.length; i++) {
      double found = BestOfN.meanSquarePerPixel(golden.truth(i), golden.samples(i));
      assertThat(found).isCloseTo(mse[i], within(GoldenMetrics.TOLERANCE));
      assertThat(Math.sqrt(found)).isCloseTo(rms[i], within(GoldenMetrics.TOLERANCE));
    }
  }

  @Test
  void meanSquarePerImage_originalCode_isTheSame() {
    GoldenMetrics golden = GoldenMetrics.load();
    double[] mse = golden.numbers("lsun_min_image_mse_per_image");

    for (int i = 0; i < mse.length; i++) {
      assertThat(BestOfN.meanSquarePerImage(golden.truth(i), golden.samples(i)))
          .isCloseTo(mse[i], within(GoldenMetrics.TOLERANCE));
    }
  }

  @Test
  void meanSquarePerImage_noSample_saysSo() {
    assertThatThrownBy(() -> BestOfN.meanSquarePerImage(TRUTH, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples must be at least 1, got 0");
  }

  @Test
  void meanSquarePerPixel_sampleOfAnotherSize_saysBothSizes() {
    assertThatThrownBy(() -> BestOfN.meanSquarePerPixel(TRUTH, List.of(new float[6])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("picture must have as many values as the truth and at least one, got 6 and 3");
  }
}
