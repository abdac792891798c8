package io.chromaflow.source;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The decoder of each format, named outright: what ImageIO finds by itself depends on the class
 * path and, on a cluster, on which thread asks first.
 */
final class ImageReaders {

  private static final ImageReaderSpi JPEG = new JPEGImageReaderSpi();
  private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();
  private static final ImageReaderSpi PNG;

  static {
    ImageIO.setUseCache(false); // files are in memory already
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(JPEG); // so that it finds the JDK's own, which it wraps
    PNG = ofTheJdk(registry);
  }

  private ImageReaders() {}

  /** Returns a new reader; a reader serves one thread. */
  static ImageReader of(ImageFormat format) throws IOException {
    return switch (format) {
      case JPEG -> JPEG.createReaderInstance(null);
      case PNG -> PNG.createReaderInstance(null);
      case WEBP -> WEBP.createReaderInstance(null);
    };
  }

  private static ImageReaderSpi ofTheJdk(IIORegistry registry) {
    Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, true);
    while (all.hasNext()) {
      ImageReaderSpi spi = all.next();
      if (spi.getClass().getName().equals("com.sun.imageio.plugins.png.PNGImageReaderSpi")) {
        return spi;
      }
    }
    throw new IllegalStateException(
        "the JDK's PNG reader is missing; run with a JDK or JRE that has the module java.desktop");
  }
}
