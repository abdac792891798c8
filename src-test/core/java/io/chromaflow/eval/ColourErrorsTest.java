package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourErrorsTest {

  private static final float[] TRUTH = {0.5f, 0.5f, 0.5f};

  @Test
  void of_twoSamples_scoresEachByItsDefinition() {
    // Sample 0 is off by 1/2 everywhere (mse 1/4), sample 1 by 1/4 (mse 1/16).
    List<float[]> samples = List.of(new float[] {0, 0, 0}, new float[] {0.75f, 0.75f, 0.75f});

    Map<Metric, Double> errors = ColourErrors.of(TRUTH, samples);

    assertThat(errors)
        .containsEntry(Metric.MSE_FIRST, 0.25)
        .containsEntry(Metric.RMS_FIRST, 0.5)
        .containsEntry(Metric.MSE_BEST_PER_IMAGE, 0.0625)
        .containsEntry(Metric.RMS_BEST_PER_IMAGE, 0.25)
        .containsEntry(Metric.MSE_BEST_PER_PIXEL, 0.0625)
        .containsEntry(Metric.RMS_BEST_PER_PIXEL, 0.25)
        .containsEntry(Metric.VARIANCE, 0.140625)
        .containsEntry(Metric.DEVIATION, 0.375);
    // 10 log10 16 and 10 log10 4.
    assertThat(errors.get(Metric.PSNR_BEST)).isCloseTo(12.0412, within(1e-4));
    assertThat(errors.get(Metric.PSNR_MEAN)).isCloseTo((12.0412 + 6.0206) / 2, within(1e-4));
  }

  @Test
  void of_theTruthItself_isZeroEverywhereButInDecibel() {
    Map<Metric, Double> errors = ColourErrors.of(TRUTH, List.of(TRUTH));

    assertThat(errors)
        .containsEntry(Metric.RMS_BEST_PER_PIXEL, 0.0)
        .containsEntry(Metric.RMS_FIRST, 0.0)
        .containsEntry(Metric.PSNR_BEST, PeakSignalToNoise.CEILING);
  }
}
