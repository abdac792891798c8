package io.chromaflow.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import io.chromaflow.run.DataException;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  private final ImageDecoder decoder =
      ImageDecoder.fromConfig(
          ConfigFactory.parseResources("chromaflow/reference.conf").getConfig("source"));

  @Test
  void decode_png_givesEveryPixel() {
    Photo photo = decoder.decode(TestImages.png(20, 10));
    assertThat(photo.width()).isEqualTo(20);
    assertThat(photo.height()).isEqualTo(10);
    assertThat(pixel(photo, 10, 5)).containsExactly(127, 127, 60);
  }

  @Test
  void decode_jpeg_isNearThePicture() {
    Photo photo = decoder.decode(TestImages.jpeg(64, 48));
    assertThat(worst(photo, decoder.decode(TestImages.png(64, 48)))).isLessThan(12);
  }

  @Test
  void decode_webp_isNearThePicture() {
    Photo photo = decoder.decode(TestImages.resource("photo.webp"));
    assertThat(mean(photo, decoder.decode(TestImages.resource("photo.png")))).isLessThan(6);
  }

  @Test
  void decode_cmykJpeg_isNearThePicture() {
    Photo photo = decoder.decode(TestImages.resource("cmyk.jpg"));
    assertThat(mean(photo, decoder.decode(TestImages.resource("photo.png")))).isLessThan(3);
  }

  @Test
  void decode_grayJpegAndPng_repeatSamples() {
    BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      gray.getRaster().setSample(i % 16, i / 16, 0, i);
    }
    Photo png = decoder.decode(TestImages.encode(gray, "png"));
    assertThat(pixel(png, 5, 6)).containsExactly(101, 101, 101);
    Photo jpeg = decoder.decode(TestImages.encode(gray, "jpeg"));
    assertThat(worst(jpeg, png)).isLessThan(12);
  }

  @Test
  void decode_sixteenBitPng_roundsToEight() {
    BufferedImage gray = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    gray.getRaster().setSample(0, 0, 0, 65535);
    gray.getRaster().setSample(1, 0, 0, 257 * 7 + 129);
    Photo photo = decoder.decode(TestImages.encode(gray, "png"));
    assertThat(pixel(photo, 0, 0)).containsExactly(255, 255, 255);
    assertThat(pixel(photo, 1, 0)).containsExactly(8, 8, 8);
  }

  @Test
  void decode_palettePngs_lookColoursUp() {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY}) {
      BufferedImage image = new BufferedImage(3, 1, type);
      image.setRGB(1, 0, 0xFFFFFFFF);
      Photo photo = decoder.decode(TestImages.encode(image, "png"));
      assertThat(pixel(photo, 0, 0)).containsExactly(0, 0, 0);
      assertThat(pixel(photo, 1, 0)).containsExactly(255, 255, 255);
    }
  }

  @Test
  void decode_transparentPng_dropsAlpha() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00102030);
    image.setRGB(1, 0, 0x80405060);
    Photo photo = decoder.decode(TestImages.encode(image, "png"));
    assertThat(pixel(photo, 0, 0)).containsExactly(0x10, 0x20, 0x30);
    assertThat(pixel(photo, 1, 0)).containsExactly(0x40, 0x50, 0x60);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void decode_jpegWithOrientation_isUpright(int orientation) {
    byte[] jpeg = TestImages.jpeg(32, 16);
    Photo stored = decoder.decode(jpeg);
    Photo photo = decoder.decode(TestImages.withOrientation(jpeg, orientation));
    assertThat(photo.width()).isEqualTo(orientation < 5 ? 32 : 16);
    assertThat(photo.rgb()).isEqualTo(Pixels.upright(stored, orientation).rgb());
  }

  @Test
  void decode_orientationOutOfRange_isLeftAsStored() {
    byte[] jpeg = TestImages.jpeg(32, 16);
    assertThat(decoder.decode(TestImages.withOrientation(jpeg, 9)).width()).isEqualTo(32);
  }

  @Test
  void decode_jpegWithColourProfile_ignoresIt() {
    byte[] jpeg = TestImages.jpeg(32, 16);
    byte[] segment = new byte[2 + 100];
    segment[0] = (byte) 0xFF;
    segment[1] = (byte) 0xE2;
    segment[3] = 100;
    byte[] name = "ICC_PROFILE".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, segment, 4, name.length);
    byte[] withProfile = TestImages.insert(jpeg, 2, segment);
    assertThat(decoder.decode(withProfile).rgb()).isEqualTo(decoder.decode(jpeg).rgb());
  }

  @Test
  void decode_jpegCutAnywhere_isTruncated() {
    byte[] jpeg = TestImages.jpeg(64, 48);
    for (int length = 3; length < jpeg.length; length += 7) {
      assertThat(kind(TestImages.head(jpeg, length))).as("%d bytes", length).isEqualTo("truncated");
    }
  }

  @Test
  void decode_jpegWithoutItsLastPixelsYetWithItsEnd_isTruncated() {
    byte[] jpeg = TestImages.jpeg(64, 48);
    assertThat(kind(TestImages.cutInside(jpeg, jpeg.length - 100))).isEqualTo("truncated");
  }

  @Test
  void decode_pngCutAnywhere_isTruncated() {
    byte[] png = TestImages.png(64, 48);
    for (int length = 8; length < png.length; length += 7) {
      assertThat(kind(TestImages.head(png, length))).as("%d bytes", length).isEqualTo("truncated");
    }
  }

  @Test
  void decode_webpCut_isTruncated() {
    byte[] webp = TestImages.resource("photo.webp");
    assertThat(kind(TestImages.head(webp, webp.length / 2))).isEqualTo("truncated");
  }

  @Test
  void decode_pngWithAChangedByte_isCorrupt() {
    byte[] png = TestImages.png(64, 48);
    png[png.length / 2] ^= 1;
    assertThat(kind(png)).isEqualTo("corrupt");
  }

  @Test
  void decode_filesThatAreNoImages_sayWhatTheyAre() {
    assertThat(kind(new byte[0])).isEqualTo("empty");
    assertThat(kind(new byte[100])).isEqualTo("unknown-format");
    assertThat(kind(new byte[] {(byte) 0xFF})).isEqualTo("unknown-format");
    assertThatThrownBy(() -> decoder.decode("hello".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(DataException.class)
        .hasMessage("image must start as JPEG, PNG or WebP does, found bytes 68 65 6c 6c 6f");
  }

  @Test
  void decode_aboveALimit_isTooLarge() {
    byte[] png = TestImages.png(20, 10);
    DataException pixels =
        catchThrowableOfType(DataException.class, () -> new ImageDecoder(199, 1 << 20).decode(png));
    assertThat(pixels.kind()).isEqualTo("too-large");
    assertThat(pixels).hasMessageContaining("found 20x10; raise source.max-pixels");
    DataException bytes =
        catchThrowableOfType(DataException.class, () -> new ImageDecoder(200, 20).decode(png));
    assertThat(bytes.kind()).isEqualTo("too-large");
  }

  /** Whatever is done to the bytes, the answer is a photo or a DataException. */
  @Test
  void decode_randomDamage_neverFailsOtherwise() {
    SplittableRandom random = new SplittableRandom(11);
    for (byte[] whole :
        List.of(
            TestImages.jpeg(40, 30),
            TestImages.png(40, 30),
            TestImages.resource("cmyk.jpg"),
            TestImages.resource("photo.webp"))) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = whole.clone();
        for (int k = 0; k < 3; k++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        try {
          decoder.decode(damaged);
        } catch (DataException e) {
          assertThat(e.kind()).isIn("truncated", "corrupt", "unknown-format", "too-large");
        }
      }
    }
  }

  @Test
  void decode_inManyThreads_givesTheSameBytes() {
    byte[] jpeg = TestImages.jpeg(64, 48);
    byte[] expected = decoder.decode(jpeg).rgb();
    boolean same =
        IntStream.range(0, 64)
            .parallel()
            .allMatch(i -> Arrays.equals(decoder.decode(jpeg).rgb(), expected));
    assertThat(same).isTrue();
  }

  private String kind(byte[] file) {
    return catchThrowableOfType(DataException.class, () -> decoder.decode(file)).kind();
  }

  private static int[] pixel(Photo photo, int x, int y) {
    int p = 3 * (y * photo.width() + x);
    return new int[] {photo.rgb()[p] & 0xFF, photo.rgb()[p + 1] & 0xFF, photo.rgb()[p + 2] & 0xFF};
  }

  private static int worst(Photo one, Photo other) {
    return differences(one, other).max().orElseThrow();
  }

  private static double mean(Photo one, Photo other) {
    return differences(one, other).average().orElseThrow();
  }

  private static IntStream differences(Photo one, Photo other) {
    assertThat(one.width()).isEqualTo(other.width());
    return IntStream.range(0, one.rgb().length)
        .map(i -> Math.abs((one.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF)));
  }
}
