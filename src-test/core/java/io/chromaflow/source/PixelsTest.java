package io.chromaflow.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 2, abcdef", "2, 2, badcfe", "3, 2, fedcba", "4, 2, efcdab",
    "5, 3, acebdf", "6, 3, ecafdb", "7, 3, fdbeca", "8, 3, bdface",
  })
  void upright_eachOrientation_readsRightly(int orientation, int width, String expected) {
    Photo stored = photo(2, "abcdef");
    Photo upright = Pixels.upright(stored, orientation);
    assertThat(upright.width()).isEqualTo(width);
    assertThat(upright.rgb()).isEqualTo(photo(width, expected).rgb());
  }

  /** One gray pixel a letter. */
  private static Photo photo(int width, String letters) {
    StringBuilder rgb = new StringBuilder();
    letters.chars().forEach(c -> rgb.append(Character.toString(c).repeat(3)));
    byte[] bytes = rgb.toString().getBytes(StandardCharsets.US_ASCII);
    return new Photo(width, letters.length() / width, bytes);
  }
}
