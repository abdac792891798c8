package io.chromaflow.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromaflow.Golden;
import java.util.Base64;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

class ViewsTest {

  @Test
  void cuts_comparedWithPillow_areEqualByteForByte() {
    for (JsonNode golden : Golden.read("resize.json")) {
      Photo photo = synthetic(golden.get("width").asInt(), golden.get("height").asInt());
      int size = golden.get("size").asInt();
      String kind = golden.get("kind").asText();
      assertThat(cut(kind, photo, size).rgb())
          .as("%s of %dx%d to %d", kind, photo.width(), photo.height(), size)
          .isEqualTo(Base64.getDecoder().decode(golden.get("rgb").asText()));
    }
  }

  @Test
  void centre_ofAStripManyTimesLongerThanWide_isCheapAndSquare() {
    Photo strip = synthetic(100_000, 2);
    Photo cut = new Views(64, 1).centre(strip);
    assertThat(cut.width()).isEqualTo(64);
    assertThat(cut.height()).isEqualTo(64);
  }

  @Test
  void randomBox_manySeeds_staysInsideWithAllowedAreaAndAspect() {
    Views views = new Views(64, 0.2);
    for (int seed = 0; seed < 2000; seed++) {
      Box box = views.randomBox(500, 375, seed);
      assertThat(box.left()).isBetween(0, 500 - box.width());
      assertThat(box.top()).isBetween(0, 375 - box.height());
      // Rounding of the sides moves area and aspect by a percent at most.
      assertThat(box.width() * box.height() / (500.0 * 375)).isBetween(0.198, 1.0);
      assertThat(box.width() / (double) box.height()).isBetween(0.74, 1.345);
    }
  }

  @Test
  void randomBox_photoTooNarrowForAnyAspect_takesTheMiddle() {
    assertThat(new Views(8, 1).randomBox(10, 1000, 1)).isEqualTo(new Box(0, 493, 10, 13));
    assertThat(new Views(8, 1).randomBox(1000, 9, 1)).isEqualTo(new Box(494, 0, 12, 9));
    assertThat(new Views(8, 1).randomBox(1, 1, 1)).isEqualTo(new Box(0, 0, 1, 1));
  }

  @Test
  void randomCrop_sameSeed_givesTheSameBytes() {
    Photo photo = synthetic(90, 70);
    Views views = new Views(16, 0.2);
    assertThat(views.randomCrop(photo, 5).rgb()).isEqualTo(views.randomCrop(photo, 5).rgb());
    assertThat(views.randomCrop(photo, 5).rgb()).isNotEqualTo(views.randomCrop(photo, 6).rgb());
  }

  @Test
  void views_areaOfZero_isRefused() {
    assertThatThrownBy(() -> new Views(64, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prepare.view-min-area must be above 0 and at most 1, got 0.0");
  }

  private static Photo cut(String kind, Photo photo, int size) {
    Views views = new Views(size, 1);
    return switch (kind) {
      case "centre" -> views.centre(photo);
      case "squeezed" -> views.squeezed(photo);
      default -> {
        Scanner box = new Scanner(kind.substring("crop ".length()));
        Box crop = new Box(box.nextInt(), box.nextInt(), box.nextInt(), box.nextInt());
        yield Resampling.resample(photo, crop, size, size, new Box(0, 0, size, size));
      }
    };
  }

  /** The picture that the golden numbers were made from. */
  private static Photo synthetic(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    int p = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[p++] = (byte) ((x * 7 + y * 13 + c * 31) ^ (((x * y) >> 2) + c * 5));
        }
      }
    }
    return new Photo(width, height, rgb);
  }
}
