package io.chromaflow.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromaflow.Golden;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabConverterTest {

  @Test
  void labOf_goldenColours_agrees() {
    JsonNode golden = Golden.read("lab.json").get("rgb2lab");
    double[] rgb = Golden.data(golden.get("rgb"));
    double[] expected = Golden.data(golden.get("lab"));
    for (int i = 0; i < rgb.length; i += 3) {
      double[] lab = LabConverter.labOf(rgb[i], rgb[i + 1], rgb[i + 2]);
      for (int c = 0; c < 3; c++) {
        assertThat(Math.abs(lab[c] - expected[i + c])).as("colour %d", i / 3).isLessThan(1e-9);
      }
    }
  }

  @Test
  void rgbOf_goldenColoursOutsideGamutToo_agrees() {
    JsonNode golden = Golden.read("lab.json").get("lab2rgb");
    double[] lab = Golden.data(golden.get("lab"));
    double[] expected = Golden.data(golden.get("rgb"));
    for (int i = 0; i < lab.length; i += 3) {
      double[] rgb = LabConverter.rgbOf(lab[i], lab[i + 1], lab[i + 2]);
      for (int c = 0; c < 3; c++) {
        assertThat(Math.abs(rgb[c] - expected[i + c])).as("colour %d", i / 3).isLessThan(1e-9);
      }
    }
  }

  @Test
  void toRgb_goldenColoursOutsideGamutToo_staysWithinStatedError() {
    JsonNode golden = Golden.read("lab.json").get("lab2rgb");
    double[] lab = Golden.data(golden.get("lab"));
    double[] expected = Golden.data(golden.get("rgb"));
    int n = lab.length / 3;
    float[] rgb = LabConverter.toRgb(planes(lab, n));
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat(Math.abs(rgb[c * n + i] - expected[3 * i + c])).isLessThan(2e-5);
      }
    }
  }

  @Test
  void toLab_latticeOfColours_staysWithinStatedError() {
    byte[] rgb = lattice();
    int n = rgb.length / 3;
    LabImage fast = LabConverter.toLab(rgb, n, 1);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double[] exact = exactLab(rgb, i);
      worst = Math.max(worst, Math.abs(fast.l()[i] - exact[0]));
      worst = Math.max(worst, Math.abs(fast.a()[i] - exact[1]));
      worst = Math.max(worst, Math.abs(fast.b()[i] - exact[2]));
    }
    assertThat(worst).isLessThan(1e-3);
  }

  @Test
  void toRgb_latticeOfColours_staysWithinStatedError() {
    byte[] rgb = lattice();
    int n = rgb.length / 3;
    LabImage lab = LabConverter.toLab(rgb, n, 1);
    float[] back = LabConverter.toRgb(lab);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double[] exact = LabConverter.rgbOf(lab.l()[i], lab.a()[i], lab.b()[i]);
      for (int c = 0; c < 3; c++) {
        worst = Math.max(worst, Math.abs(back[c * n + i] - exact[c]));
      }
    }
    assertThat(worst).isLessThan(2e-5);
  }

  @Test
  void toRgbBytes_afterToLab_restoresEveryByte() {
    byte[] rgb = lattice();
    int n = rgb.length / 3;
    LabImage lab = LabConverter.toLab(rgb, n, 1);
    assertThat(LabConverter.toRgbBytes(lab)).isEqualTo(rgb);
    byte[] kept = new byte[rgb.length];
    LabConverter.toRgbBytesKeepingLightness(lab.l(), lab.a(), lab.b(), kept, 0);
    assertThat(kept).isEqualTo(rgb);
  }

  @Test
  void lightness_ofSomePixels_equalsToLab() {
    byte[] rgb = lattice();
    float[] all = LabConverter.toLab(rgb, rgb.length / 3, 1).l();
    float[] some = new float[100];
    LabConverter.lightness(rgb, 1000, some);
    for (int i = 0; i < some.length; i++) {
      assertThat(some[i]).isEqualTo(all[1000 + i]);
    }
  }

  @Test
  void toRgbBytesKeepingLightness_coloursOutsideGamut_keepL() {
    int n = 20_000;
    SplittableRandom random = new SplittableRandom(1);
    float[] l = new float[n];
    float[] a = new float[n];
    float[] b = new float[n];
    for (int i = 0; i < n; i++) {
      l[i] = (float) (100 * random.nextDouble());
      a[i] = (float) (256 * random.nextDouble() - 128);
      b[i] = (float) (256 * random.nextDouble() - 128);
    }
    byte[] rgb = new byte[3 * n];
    LabConverter.toRgbBytesKeepingLightness(l, a, b, rgb, 0);
    float[] got = LabConverter.toLab(rgb, n, 1).l();
    double worst = 0;
    for (int i = 0; i < n; i++) {
      worst = Math.max(worst, Math.abs(got[i] - l[i]));
    }
    // Half a byte's step in each channel is up to 0.25 L; the slack of the gamut adds 0.1 at black.
    assertThat(worst).isLessThan(0.4);
  }

  @Test
  void toLab_wrongLength_saysSo() {
    assertThatThrownBy(() -> LabConverter.toLab(new byte[5], 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RGB bytes of 2x1 must be 6, got 5");
  }

  private static double[] exactLab(byte[] rgb, int i) {
    return LabConverter.labOf(
        (rgb[3 * i] & 0xFF) / 255.0,
        (rgb[3 * i + 1] & 0xFF) / 255.0,
        (rgb[3 * i + 2] & 0xFF) / 255.0);
  }

  /** Every fifth value of each channel: 140608 colours with all corners of the cube. */
  private static byte[] lattice() {
    byte[] rgb = new byte[52 * 52 * 52 * 3];
    int p = 0;
    for (int r = 0; r < 256; r += 5) {
      for (int g = 0; g < 256; g += 5) {
        for (int b = 0; b < 256; b += 5) {
          rgb[p++] = (byte) r;
          rgb[p++] = (byte) g;
          rgb[p++] = (byte) b;
        }
      }
    }
    return rgb;
  }

  private static LabImage planes(double[] lab, int n) {
    LabImage image = new LabImage(n, 1, new float[n], new float[n], new float[n]);
    for (int i = 0; i < n; i++) {
      image.l()[i] = (float) lab[3 * i];
      image.a()[i] = (float) lab[3 * i + 1];
      image.b()[i] = (float) lab[3 * i + 2];
    }
    return image;
  }
}
