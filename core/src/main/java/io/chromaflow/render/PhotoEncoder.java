package io.chromaflow.render;

import io.chromaflow.run.Checks;
import io.chromaflow.source.Photo;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Photos to files, by the JDK's own encoders: the same photo gives the same bytes on one JDK.
 *
 * <p>Safe in any number of threads.
 */
public final class PhotoEncoder {

  private static final String JPEG_TREE = "javax_imageio_jpeg_image_1.0";
  private static final ImageWriterSpi JPEG =
      ofTheJdk("com.sun.imageio.plugins.jpeg.JPEGImageWriterSpi");
  private static final ImageWriterSpi PNG =
      ofTheJdk("com.sun.imageio.plugins.png.PNGImageWriterSpi");

  private PhotoEncoder() {}

  /**
   * Encodes as JPEG with colour at full resolution (4:4:4): subsampling would blur what was painted
   * at the edges of things.
   *
   * @param quality 0 to 1
   */
  public static byte[] jpeg(Photo photo, double quality) {
    Checks.require(
        quality >= 0 && quality <= 1, "colorize.quality must be within [0,1], got %s", quality);
    return write(JPEG, photo, quality);
  }

  /** Encodes as PNG, without loss. */
  public static byte[] png(Photo photo) {
    return write(PNG, photo, null);
  }

  private static byte[] write(ImageWriterSpi format, Photo photo, @Nullable Double quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = null;
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      writer = format.createWriterInstance();
      writer.setOutput(stream);
      BufferedImage image = image(photo);
      ImageWriteParam param = writer.getDefaultWriteParam();
      IIOMetadata metadata = null;
      if (quality != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality.floatValue());
        metadata = fullColour(writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param));
      }
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException("a photo of " + photo.width() + "x" + photo.height(), e);
    } finally {
      if (writer != null) {
        writer.dispose();
      }
    }
    return bytes.toByteArray();
  }

  /** Sets the sampling factors of luma, which the JDK puts at 2, to those of chroma. */
  private static IIOMetadata fullColour(IIOMetadata metadata) throws IIOInvalidTreeException {
    Element tree = (Element) metadata.getAsTree(JPEG_TREE);
    NodeList components = tree.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(JPEG_TREE, tree);
    return metadata;
  }

  /** A view of the photo's bytes, not a copy. */
  private static BufferedImage image(Photo photo) {
    int[] offsets = {0, 1, 2};
    DataBufferByte bytes = new DataBufferByte(photo.rgb(), photo.rgb().length);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            bytes, photo.width(), photo.height(), 3 * photo.width(), 3, offsets, null);
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(colours, raster, false, null);
  }

  private static ImageWriterSpi ofTheJdk(String name) {
    Iterator<ImageWriterSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, true);
    while (all.hasNext()) {
      ImageWriterSpi spi = all.next();
      if (spi.getClass().getName().equals(name)) {
        return spi;
      }
    }
    throw new IllegalStateException(
        "the JDK's image writers are missing; run with a JDK or JRE that has java.desktop");
  }
}
