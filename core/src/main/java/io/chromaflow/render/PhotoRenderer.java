package io.chromaflow.render;

import io.chromaflow.color.LabConverter;
import io.chromaflow.color.LabImage;
import io.chromaflow.run.Checks;
import io.chromaflow.source.Photo;

/**
 * A photo's own lightness under the flow's colours, at the photo's full resolution.
 *
 * <p>Works row by row: beside input and output it holds a few rows. L of the result is that of the
 * input within the rounding to 8 bits: a colour that sRGB lacks loses chroma instead, where the
 * original clips it and so changes its lightness.
 */
public final class PhotoRenderer {

  private PhotoRenderer() {}

  /**
   * Colours a photo.
   *
   * @param photo its lightness is kept, its colours are replaced
   * @param ab {@code [2 * size * size]} over the whole photo, the plane of a, then of b, Lab units;
   *     clamped to [-128,128]
   * @param size side of the colour planes, in pixels
   */
  public static Photo render(Photo photo, float[] ab, int size) {
    return render(
        photo.width(),
        photo.height(),
        ab,
        size,
        (y, l) -> LabConverter.lightness(photo.rgb(), y * photo.width(), l));
  }

  /**
   * Colours the lightness of a Lab image.
   *
   * @param image its L is kept, its a and b do not matter
   * @param ab {@code [2 * size * size]} over the whole image, the plane of a, then of b, Lab units;
   *     clamped to [-128,128]
   * @param size side of the colour planes, in pixels
   */
  public static Photo render(LabImage image, float[] ab, int size) {
    return render(
        image.width(),
        image.height(),
        ab,
        size,
        (y, l) -> System.arraycopy(image.l(), y * image.width(), l, 0, l.length));
  }

  private static Photo render(int width, int height, float[] ab, int size, LightnessRow rows) {
    for (int i = 0; i < ab.length; i++) {
      Checks.require(
          !Float.isNaN(ab[i]), "ab of a colouring must be numbers, got NaN at index %d", i);
    }
    AbUpsampling.Rows colours = new AbUpsampling.Rows(ab, size, size, width, height);
    float[] l = new float[width];
    float[] a = new float[width];
    float[] b = new float[width];
    byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    for (int y = 0; y < height; y++) {
      rows.read(y, l);
      colours.read(0, y, a);
      colours.read(1, y, b);
      LabConverter.toRgbBytesKeepingLightness(l, a, b, rgb, y * width);
    }
    return new Photo(width, height, rgb);
  }

  /** Where the lightness comes from. */
  private interface LightnessRow {
    void read(int y, float[] l);
  }
}
