package io.chromaflow.source;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Decoded images to interleaved 8-bit RGB, and their eight orientations to upright. */
final class Pixels {

  private Pixels() {}

  /**
   * Returns the samples of an image as RGB: gray is repeated, a palette looked up, 16 bits rounded
   * to 8, alpha dropped. {@link BufferedImage#getRGB} would read gray as linear light and lighten
   * it.
   *
   * @param image may be changed and must not be used afterwards
   */
  static Photo photo(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    if (isPlainBgr(image, raster)) {
      byte[] rgb = ((DataBufferByte) raster.getDataBuffer()).getData();
      swapRedAndBlue(rgb);
      return new Photo(width, height, rgb);
    }
    byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    RowReader reader = RowReader.of(image.getColorModel(), raster);
    int[] row = new int[width * raster.getNumBands()];
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      reader.read(row, rgb, 3 * width * y);
    }
    return new Photo(width, height, rgb);
  }

  /** Whether the bytes are BGR triples without gaps, as from nearly every JPEG. */
  private static boolean isPlainBgr(BufferedImage image, Raster raster) {
    return image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && raster.getSampleModel() instanceof ComponentSampleModel model
        && model.getScanlineStride() == 3 * image.getWidth()
        && raster.getDataBuffer().getSize() == 3 * image.getWidth() * image.getHeight();
  }

  private static void swapRedAndBlue(byte[] pixels) {
    for (int i = 0; i < pixels.length; i += 3) {
      byte blue = pixels[i];
      pixels[i] = pixels[i + 2];
      pixels[i + 2] = blue;
    }
  }

  /** One row of samples to RGB. */
  private interface RowReader {

    void read(int[] row, byte[] rgb, int at);

    static RowReader of(ColorModel colours, Raster raster) {
      if (colours instanceof IndexColorModel palette) {
        return (row, rgb, at) -> readPalette(palette, row, rgb, at);
      }
      int bands = raster.getNumBands();
      int max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
      boolean gray = bands < 3;
      return (row, rgb, at) -> {
        int p = at;
        for (int i = 0; i < row.length; i += bands) {
          rgb[p++] = scaled(row[i], max);
          rgb[p++] = scaled(row[gray ? i : i + 1], max);
          rgb[p++] = scaled(row[gray ? i : i + 2], max);
        }
      };
    }

    private static void readPalette(IndexColorModel palette, int[] row, byte[] rgb, int at) {
      int p = at;
      for (int index : row) {
        int colour = palette.getRGB(index);
        rgb[p++] = (byte) (colour >> 16);
        rgb[p++] = (byte) (colour >> 8);
        rgb[p++] = (byte) colour;
      }
    }

    private static byte scaled(int sample, int max) {
      return (byte) (max == 255 ? sample : (sample * 255 + max / 2) / max);
    }
  }

  /**
   * Returns a photo turned upright.
   *
   * @param orientation EXIF's, 1 (upright) to 8
   */
  static Photo upright(Photo photo, int orientation) {
    if (orientation == 1) {
      return photo;
    }
    boolean turned = orientation >= 5;
    int width = turned ? photo.height() : photo.width();
    int height = turned ? photo.width() : photo.height();
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean fromBottom =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    byte[] in = photo.rgb();
    byte[] out = new byte[in.length];
    int p = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = turned ? y : x;
        int line = turned ? x : y;
        int sourceX = fromRight ? photo.width() - 1 - column : column;
        int sourceY = fromBottom ? photo.height() - 1 - line : line;
        int q = 3 * (sourceY * photo.width() + sourceX);
        out[p++] = in[q];
        out[p++] = in[q + 1];
        out[p++] = in[q + 2];
      }
    }
    return new Photo(width, height, out);
  }
}
