package io.chromaflow.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Small synthetic images, and the damage that files come with. */
final class TestImages {

  private static final byte[] END_OF_JPEG = {(byte) 0xFF, (byte) 0xD9};

  private TestImages() {}

  /** A smooth picture without symmetry. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 255 * y / height;
        image.setRGB(x, y, 0xFF000000 | red << 16 | green << 8 | 60);
      }
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] jpeg(int width, int height) {
    return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
  }

  static byte[] png(int width, int height) {
    return encode(picture(width, height, BufferedImage.TYPE_INT_RGB), "png");
  }

  static byte[] resource(String name) {
    try (InputStream in = TestImages.class.getResourceAsStream("/images/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] head(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  /** A JPEG that lacks pixels and yet ends as it should. */
  static byte[] cutInside(byte[] jpeg, int length) {
    return concat(head(jpeg, length), END_OF_JPEG);
  }

  static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    return insert(jpeg, 2, exif);
  }

  static byte[] insert(byte[] file, int at, byte[] piece) {
    byte[] tail = Arrays.copyOfRange(file, at, file.length);
    return concat(concat(head(file, at), piece), tail);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
