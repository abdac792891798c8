package io.chromaflow.jobs;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Folders of small synthetic photos, good and bad, and what tests ask of output folders. */
final class TestPhotos {

  private TestPhotos() {}

  /** A smooth colour picture; another seed gives another. */
  static BufferedImage picture(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] waves = random.doubles(6, 0.02, 0.2).toArray();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          double wave = Math.sin(x * waves[c] + seed) * Math.cos(y * waves[3 + c] + c);
          rgb = rgb << 8 | (int) (127 + 120 * wave);
        }
        image.setRGB(x, y, rgb);
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

  static byte[] jpeg(int width, int height, long seed) {
    return encode(picture(width, height, seed), "jpeg");
  }

  /** A JPEG that cameras would show turned. */
  static byte[] jpegWithOrientation(int width, int height, long seed, int orientation) {
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
    byte[] jpeg = jpeg(width, height, seed);
    byte[] out = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, out, 0, 2);
    System.arraycopy(exif, 0, out, 2, exif.length);
    System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
    return out;
  }

  static byte[] gray(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getGraphics().drawImage(picture(width, height, 99), 0, 0, null);
    return encode(image, "jpeg");
  }

  static byte[] resource(String name) {
    try (InputStream in = TestPhotos.class.getResourceAsStream("/images/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path folder, String name, byte[] bytes) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes twelve good photos of all kinds, one of them twice, five bad ones, and files to ignore.
   */
  static void writeMixture(Path folder) {
    for (int i = 0; i < 7; i++) {
      write(folder, "a/photo-" + i + ".jpg", jpeg(90 + 10 * i, 80, i));
    }
    write(folder, "b/copy of 3.JPG", jpeg(120, 80, 3));
    write(folder, "b/gray.jpeg", gray(80, 70));
    write(folder, "b/turned.jpg", jpegWithOrientation(100, 60, 20, 6));
    write(folder, "b/really a png.jpg", encode(picture(70, 70, 21), "png"));
    write(folder, "c/cmyk.jpg", resource("cmyk.jpg"));
    write(folder, "c/photo.webp", resource("photo.webp"));
    write(folder, "bad/cut.jpg", Arrays.copyOf(jpeg(100, 80, 30), 900));
    write(folder, "bad/empty.png", new byte[0]);
    write(folder, "bad/text.jpg", "no image".getBytes(StandardCharsets.UTF_8));
    write(folder, "bad/zeros.jpg", new byte[500]);
    byte[] png = encode(picture(60, 60, 31), "png");
    write(folder, "bad/cut.png", Arrays.copyOf(png, png.length / 2));
    write(folder, "readme.txt", new byte[10]);
    write(folder, ".hidden/photo.jpg", jpeg(50, 50, 40));
    write(folder, "a/._photo-0.jpg", new byte[10]);
  }

  /** Returns the files below a folder, relative, sorted. */
  static List<String> files(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of a file. */
  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
