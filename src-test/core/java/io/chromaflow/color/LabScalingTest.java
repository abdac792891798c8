package io.chromaflow.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.chromaflow.Golden;
import org.junit.jupiter.api.Test;

class LabScalingTest {

  private final LabScaling scaling =
      LabScaling.fromConfig(
          ConfigFactory.parseResources("chromaflow/reference.conf").getConfig("color"));

  @Test
  void normalise_goldenColours_agrees() {
    double[] lab = Golden.data(Golden.read("lab.json").get("rgb2lab").get("lab"));
    double[] expected = Golden.data(Golden.read("lab.json").get("rgb2lab").get("lab_normalised"));
    for (int i = 0; i < lab.length; i += 3) {
      float[] l = scaling.normaliseL(new float[] {(float) lab[i]});
      float[] ab = scaling.normaliseAb(new float[] {(float) lab[i + 1], (float) lab[i + 2]});
      // float32 of values up to 8
      assertThat((double) l[0]).isCloseTo(expected[i], within(1e-6));
      assertThat((double) ab[0]).isCloseTo(expected[i + 1], within(1e-6));
      assertThat((double) ab[1]).isCloseTo(expected[i + 2], within(1e-6));
    }
  }

  @Test
  void denormalise_afterNormalise_restores() {
    float[] l = {0, 47.5f, 100};
    float[] ab = {-86, 98, -107, 94};
    assertThat(scaling.denormaliseL(scaling.normaliseL(l))).containsExactly(l, within(1e-5f));
    assertThat(scaling.denormaliseAb(scaling.normaliseAb(ab))).containsExactly(ab, within(1e-5f));
  }

  @Test
  void scaling_zeroScale_isRefused() {
    assertThatThrownBy(() -> new LabScaling(new double[3], new double[] {1, 0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("color.scales must be above 0 Lab units, got 0.0");
  }
}
