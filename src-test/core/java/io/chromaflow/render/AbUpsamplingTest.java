package io.chromaflow.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.chromaflow.Golden;
import io.chromaflow.color.LabConverter;
import io.chromaflow.color.LabImage;
import io.chromaflow.color.LabScaling;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AbUpsamplingTest {

  private static final int LOW = 4;
  private static final int HIGH = 16;

  private final JsonNode golden = Golden.read("upsample.json");
  private final float[] low = floats(golden.get("ab_norm"));
  private final float[] lightness = floats(golden.get("L_norm"));

  @Test
  void bilinear_goldenPlanes_agrees() {
    float[] expected = floats(golden.get("bilinear").get("ab_up"));
    for (int image = 0; image < 2; image++) {
      float[] up = AbUpsampling.bilinear(slice(low, image, 2 * LOW * LOW), LOW, LOW, HIGH, HIGH);
      // float32 of values up to 3
      assertThat(up).containsExactly(slice(expected, image, 2 * HIGH * HIGH), within(1e-6f));
    }
  }

  @Test
  void bilinear_thenToRgb_agreesWithGoldenPicture() {
    LabScaling scaling =
        LabScaling.fromConfig(
            ConfigFactory.parseResources("chromaflow/reference.conf").getConfig("color"));
    float[] expected = floats(golden.get("bilinear").get("rgb"));
    int n = HIGH * HIGH;
    for (int image = 0; image < 2; image++) {
      float[] up = AbUpsampling.bilinear(slice(low, image, 2 * LOW * LOW), LOW, LOW, HIGH, HIGH);
      float[] ab = scaling.denormaliseAb(up);
      LabImage lab =
          new LabImage(
              HIGH,
              HIGH,
              scaling.denormaliseL(slice(lightness, image, n)),
              slice(ab, 0, n),
              slice(ab, 1, n));
      // The stated error of the tables.
      assertThat(LabConverter.toRgb(lab))
          .containsExactly(slice(expected, image, 3 * n), within(2e-5f));
    }
  }

  @Test
  void bilinear_toTheSameSize_changesNothing() {
    float[] ab = slice(low, 0, 2 * LOW * LOW);
    assertThat(AbUpsampling.bilinear(ab, LOW, LOW, LOW, LOW)).isEqualTo(ab);
  }

  @Test
  void bilinear_wrongLength_saysSo() {
    assertThatThrownBy(() -> AbUpsampling.bilinear(new float[7], 2, 2, 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ab of 2x2 needs 8 values, got 7");
  }

  private static float[] slice(float[] all, int index, int length) {
    return Arrays.copyOfRange(all, index * length, (index + 1) * length);
  }

  private static float[] floats(JsonNode tensor) {
    double[] data = Golden.data(tensor);
    float[] floats = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      floats[i] = (float) data[i];
    }
    return floats;
  }
}
