package io.chromaflow.source;

import com.typesafe.config.Config;
import io.chromaflow.run.Checks;
import io.chromaflow.run.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Image files to upright photos: JPEG (gray, RGB, YCbCr, CMYK, YCCK), PNG (1 to 16 bits, gray, RGB,
 * palette) and WebP (its first frame), told apart by their bytes, never by their names.
 *
 * <p>EXIF orientation is honoured. Alpha is dropped, not composed, and embedded colour profiles are
 * ignored: samples count as sRGB, as in the original; CMYK becomes RGB by the plain formula. Gray
 * is repeated over the channels; 16 bits are rounded to 8.
 *
 * <p>Safe in any number of threads; the same bytes give the same photo.
 *
 * @param maxPixels largest image that is decoded, in pixels; its RGB must fit one array
 * @param maxBytes largest file, in bytes
 */
public record ImageDecoder(long maxPixels, long maxBytes) implements Serializable {

  private static final long ARRAY_PIXELS = Integer.MAX_VALUE / 3 - 8;

  /** What makes the text of one failure differ from run to run: an object's address. */
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,}");

  /** Rejects limits under which nothing could be decoded, or too much. */
  public ImageDecoder {
    Checks.require(
        maxPixels >= 1 && maxPixels <= ARRAY_PIXELS,
        "source.max-pixels must be 1 to %d, got %d",
        ARRAY_PIXELS,
        maxPixels);
    Checks.require(maxBytes >= 1, "source.max-bytes must be at least 1, got %d", maxBytes);
  }

  /**
   * Reads the section {@code source}.
   *
   * @param source with {@code max-pixels} and {@code max-bytes}
   */
  public static ImageDecoder fromConfig(Config source) {
    return new ImageDecoder(source.getLong("max-pixels"), source.getLong("max-bytes"));
  }

  /**
   * Decodes a file.
   *
   * @param file all its bytes; not changed
   * @throws DataException of kind {@code empty}, {@code unknown-format}, {@code too-large}, {@code
   *     truncated} or {@code corrupt}
   */
  public Photo decode(byte[] file) {
    if (file.length == 0) {
      throw new DataException("empty", "image file must have bytes, found none");
    }
    checkBytes(file.length);
    ImageFormat format = ImageFormat.of(file);
    byte[] readable = checked(format, file);
    List<String> warnings = new ArrayList<>();
    Photo photo = read(format, readable, warnings);
    if (warnings.stream().anyMatch(w -> w.toLowerCase(Locale.ROOT).contains("premature end"))) {
      throw new DataException(
          "truncated", "JPEG must hold all its pixels; the data end early: " + warnings);
    }
    return Pixels.upright(photo, Orientation.of(format, file));
  }

  /**
   * Refuses a file by its length, before it is read.
   *
   * @param length in bytes
   * @throws DataException of kind {@code too-large}
   */
  public void checkBytes(long length) {
    if (length > maxBytes) {
      throw new DataException(
          "too-large",
          String.format(
              "image file must have %d bytes at most, found %d; raise source.max-bytes to read it",
              maxBytes, length));
    }
  }

  /** Looks for the end of the file's structure, since decoders make up what is missing. */
  private static byte[] checked(ImageFormat format, byte[] file) {
    switch (format) {
      case JPEG -> {
        JpegScan scan = JpegScan.of(file);
        if (!scan.complete()) {
          throw new DataException(
              "truncated",
              "JPEG must end in an end-of-image marker; none in " + file.length + " bytes");
        }
        return scan.withoutProfiles();
      }
      case PNG -> PngScan.check(file);
      case WEBP -> checkWebp(file);
    }
    return file;
  }

  private static void checkWebp(byte[] file) {
    long length =
        8 + (ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL);
    // A last byte of padding may be missing.
    if (length > file.length + 1L) {
      throw new DataException(
          "truncated",
          String.format("WebP says that it has %d bytes, found %d", length, file.length));
    }
  }

  private Photo read(ImageFormat format, byte[] file, List<String> warnings) {
    ImageReader reader = null;
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader = ImageReaders.of(format);
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(stream, true, true);
      checkPixels(reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      return Pixels.photo(image);
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders meet damage with any of the two, index and null errors included; all say only
      // that these bytes are no image.
      String reason = IDENTITY.matcher(e.toString()).replaceAll("");
      throw new DataException("corrupt", format + " cannot be decoded: " + reason, e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private void checkPixels(int width, int height) {
    if ((long) width * height > maxPixels) {
      throw new DataException(
          "too-large",
          String.format(
              "image must have %d pixels at most, found %dx%d; raise source.max-pixels to read it",
              maxPixels, width, height));
    }
  }
}
