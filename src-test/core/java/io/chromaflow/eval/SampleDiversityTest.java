package io.chromaflow.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleDiversityTest {

  @Test
  void variance_twoSamples_dividesByTheirNumber() {
    // First place 0 and 1: mean 1/2, variance 1/4. Second place equal: 0.
    List<float[]> samples = List.of(new float[] {0, 0.5f}, new float[] {1, 0.5f});

    assertThat(SampleDiversity.variance(samples)).isEqualTo(0.125);
  }

  @Test
  void variance_oneSample_isZero() {
    assertThat(SampleDiversity.variance(List.of(new float[] {0.3f, 0.7f}))).isZero();
  }

  @Test
  void variance_originalCode_isTheSame() {
    GoldenMetrics golden = GoldenMetrics.load();
    double[] variance = golden.numbers("imagenet_variance_per_image");

    for (int i = 0; i < variance.length; i++) {
      assertThat(SampleDiversity.variance(golden.samples(i)))
          .isCloseTo(variance[i], within(GoldenMetrics.TOLERANCE));
    }
  }

  @Test
  void variance_noSample_saysSo() {
    assertThatThrownBy(() -> SampleDiversity.variance(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples must be at least 1, got 0");
  }
}
