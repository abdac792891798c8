package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.report.PictureRow;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import io.chromaflow.source.Photo;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureGridTest {

  private static final PictureGrid GRID = new PictureGrid(32);
  private static final PictureGrid.Caption CAPTION =
      new PictureGrid.Caption("a.jpg", "test", List.of());

  @Test
  void ofPhoto_rendersOfItsSize_keepAspectAndMarkTheNearest() {
    PictureRow row =
        GRID.ofPhoto(CAPTION, flat(64, 48, 100), List.of(flat(64, 48, 10), flat(64, 48, 90)));

    assertThat(row.truth().width()).isEqualTo(32);
    assertThat(row.truth().height()).isEqualTo(24);
    assertThat(row.samples()).hasSize(2);
    assertThat(row.nearest()).hasValue(1);
  }

  @Test
  void ofRenders_withoutOriginal_showsTheCentreSquare() {
    PictureRow row = GRID.ofRenders(CAPTION, tensor(), List.of(flat(64, 48, 100)));

    assertThat(row.truth().width()).isEqualTo(32);
    assertThat(row.truth().height()).isEqualTo(32);
    assertThat(row.samples().get(0).width()).isEqualTo(32);
  }

  @Test
  void ofTensor_withoutRenders_showsItsPixels() {
    PictureRow row = GRID.ofTensor(CAPTION, tensor(), List.of(new float[8], tensor().ab()));

    assertThat(row.truth().width()).isEqualTo(2);
    assertThat(row.nearest()).hasValue(1);
  }

  @Test
  void ofPhoto_withoutRenders_hasNoNearest() {
    assertThat(GRID.ofPhoto(CAPTION, flat(8, 8, 1), List.of()).nearest()).isEmpty();
  }

  private static LabTensor tensor() {
    float[] l = {40, 50, 60, 70};
    float[] ab = {10, 10, 10, 10, -10, -10, -10, -10};
    return new LabTensor("0123", "a.jpg", Split.TEST, 0, 64, 48, 2, l, ab);
  }

  private static Photo flat(int width, int height, int value) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) value);
    return new Photo(width, height, rgb);
  }
}
