package io.chromaflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

  @Test
  void fit_largePhoto_keepsItsAspectAndColour() {
    byte[] rgb = new byte[3 * 400 * 100];
    Arrays.fill(rgb, (byte) 200);

    Photo small = Thumbnail.fit(new Photo(400, 100, rgb), 64);

    assertThat(small.width()).isEqualTo(64);
    assertThat(small.height()).isEqualTo(16);
    assertThat(small.rgb()).containsOnly(200);
  }

  @Test
  void fit_ribbon_keepsOnePixel() {
    Photo small = Thumbnail.fit(new Photo(1000, 1, new byte[3000]), 10);

    assertThat(small.height()).isEqualTo(1);
  }

  @Test
  void fit_smallPhoto_isNotEnlarged() {
    Photo photo = new Photo(5, 4, new byte[60]);

    assertThat(Thumbnail.fit(photo, 64)).isSameAs(photo);
  }
}
