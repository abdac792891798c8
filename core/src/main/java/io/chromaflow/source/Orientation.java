package io.chromaflow.source;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** How a camera was held, as EXIF says it. */
final class Orientation {

  private static final int UPRIGHT = 1;

  private Orientation() {}

  /** Returns EXIF's orientation, 1 to 8; 1 where there is none that can be read. */
  static int of(ImageFormat format, byte[] file) {
    ExifIFD0Directory exif =
        metadata(format, file).getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null || value < 1 || value > 8 ? UPRIGHT : value;
  }

  private static Metadata metadata(ImageFormat format, byte[] file) {
    try {
      InputStream bytes = new ByteArrayInputStream(file);
      return switch (format) {
        case JPEG -> JpegMetadataReader.readMetadata(bytes, List.of(new ExifReader()));
        case PNG -> PngMetadataReader.readMetadata(bytes);
        case WEBP -> WebpMetadataReader.readMetadata(bytes);
      };
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // Damaged metadata do not make pixels worse: viewers show such a photo as it is stored.
      return new Metadata();
    }
  }
}
