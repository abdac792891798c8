package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricTest {

  private static final BootstrapMean BOOTSTRAP = new BootstrapMean(16, 1);

  @Test
  void ofId_everyMetric_findsItself() {
    for (Metric metric : Metric.values()) {
      assertThat(Metric.ofId(metric.id())).contains(metric);
    }
    assertThat(Metric.ofId("fid")).isEmpty();
  }

  @Test
  void overImages_originalCode_givesItsSetFigures() {
    assertSetFigure(Metric.RMS_BEST_PER_PIXEL, "imagenet_rms_best_of_8_mean");
    assertSetFigure(Metric.VARIANCE, "imagenet_variance_mean");
    assertSetFigure(Metric.RMS_BEST_PER_IMAGE, "lsun_rms_best_of_8");
    assertSetFigure(Metric.MSE_BEST_PER_IMAGE, "lsun_mse_best_of_8");
  }

  @Test
  void overImages_roots_areRootsOfTheirSquares() {
    double[] squares = perImage(Metric.VARIANCE);
    double[] roots = perImage(Metric.DEVIATION);

    double variance = Metric.VARIANCE.overImages(squares, BOOTSTRAP).value();

    assertThat(Metric.DEVIATION.overImages(roots, BOOTSTRAP).value())
        .isCloseTo(Math.sqrt(variance), within(1e-15));
  }

  private static void assertSetFigure(Metric metric, String key) {
    assertThat(metric.overImages(perImage(metric), BOOTSTRAP).value())
        .as(metric.id())
        .isCloseTo(GoldenMetrics.load().number(key), within(GoldenMetrics.TOLERANCE));
  }

  private static double[] perImage(Metric metric) {
    GoldenMetrics golden = GoldenMetrics.load();
    double[] values = new double[golden.images()];
    Arrays.setAll(
        values,
        i -> ColourErrors.of(golden.truth(i), golden.samples(i)).getOrDefault(metric, -1.0));
    return values;
  }
}
