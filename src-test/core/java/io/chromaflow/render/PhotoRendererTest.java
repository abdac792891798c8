package io.chromaflow.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromaflow.color.LabConverter;
import io.chromaflow.color.LabImage;
import io.chromaflow.source.ImageDecoder;
import io.chromaflow.source.Photo;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhotoRendererTest {

  private static final int SIZE = 4;

  private final Photo photo = photo(37, 23);

  @Test
  void render_coloursOutsideGamutToo_keepsLightness() {
    SplittableRandom random = new SplittableRandom(5);
    float[] ab = new float[2 * SIZE * SIZE];
    for (int i = 0; i < ab.length; i++) {
      ab[i] = (float) (200 * random.nextDouble() - 100);
    }
    Photo coloured = PhotoRenderer.render(photo, ab, SIZE);
    float[] before = LabConverter.toLab(photo.rgb(), 37, 23).l();
    float[] after = LabConverter.toLab(coloured.rgb(), 37, 23).l();
    double worst = 0;
    for (int i = 0; i < before.length; i++) {
      worst = Math.max(worst, Math.abs(before[i] - after[i]));
    }
    // Rounding to 8 bits, see LabConverterTest.
    assertThat(worst).isLessThan(0.4);
  }

  @Test
  void render_photoAndItsLab_agree() {
    float[] ab = new float[2 * SIZE * SIZE];
    ab[3] = 40;
    LabImage lab = LabConverter.toLab(photo.rgb(), 37, 23);
    assertThat(PhotoRenderer.render(lab, ab, SIZE).rgb())
        .isEqualTo(PhotoRenderer.render(photo, ab, SIZE).rgb());
  }

  @Test
  void render_withoutColour_isGray() {
    byte[] rgb = PhotoRenderer.render(photo, new float[2 * SIZE * SIZE], SIZE).rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      // White of the constants is gray to 3e-5, which may fall on either side of a rounding.
      assertThat(Math.abs((rgb[i] & 0xFF) - (rgb[i + 1] & 0xFF))).isLessThanOrEqualTo(1);
      assertThat(Math.abs((rgb[i] & 0xFF) - (rgb[i + 2] & 0xFF))).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void render_notANumber_namesIndex() {
    float[] ab = new float[2 * SIZE * SIZE];
    ab[5] = Float.NaN;
    assertThatThrownBy(() -> PhotoRenderer.render(photo, ab, SIZE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ab of a colouring must be numbers, got NaN at index 5");
  }

  @Test
  void png_decodedAgain_isThePhoto() {
    Photo back = new ImageDecoder(10_000, 1 << 20).decode(PhotoEncoder.png(photo));
    assertThat(back.rgb()).isEqualTo(photo.rgb());
  }

  @Test
  void jpeg_sharpColours_keepFullResolutionAndRepeat() {
    byte[] stripes = new byte[3 * 32 * 32];
    for (int i = 0; i < 32 * 32; i++) {
      stripes[3 * i + (i % 2 == 0 ? 0 : 2)] = (byte) 200;
    }
    Photo sharp = new Photo(32, 32, stripes);
    byte[] jpeg = PhotoEncoder.jpeg(sharp, 1);
    assertThat(PhotoEncoder.jpeg(sharp, 1)).isEqualTo(jpeg);
    byte[] back = new ImageDecoder(10_000, 1 << 20).decode(jpeg).rgb();
    for (int i = 0; i < stripes.length; i++) {
      // Halved chroma would mix red and blue stripes, an error of 100.
      assertThat(Math.abs((back[i] & 0xFF) - (stripes[i] & 0xFF))).isLessThan(10);
    }
  }

  @Test
  void jpeg_qualityAboveOne_isRefused() {
    assertThatThrownBy(() -> PhotoEncoder.jpeg(photo, 95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("colorize.quality must be within [0,1], got 95.0");
  }

  private static Photo photo(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(2).nextBytes(rgb);
    return new Photo(width, height, rgb);
  }
}
