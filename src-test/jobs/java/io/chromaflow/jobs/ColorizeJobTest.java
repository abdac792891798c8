package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chromaflow.color.LabConverter;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunManifest;
import io.chromaflow.source.ImageDecoder;
import io.chromaflow.source.Photo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class ColorizeJobTest {

  @TempDir static Path shared;
  private static Path photos;
  private static Path model;
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void colourOnce() {
    Path tensors = TinyModel.tensors(shared);
    model = shared.resolve("model");
    TinyModel.train(tensors, model, "train.master=local", "train.rounds=1");
    photos = shared.resolve("few");
    for (int i = 0; i < 7; i++) {
      TestPhotos.write(photos, "deep/p%d.jpg".formatted(i), TestPhotos.jpeg(50, 30, i));
    }
    TestPhotos.write(photos, "gray.png", TestPhotos.gray(20, 40));
    TestPhotos.write(photos, "gray.jpg", TestPhotos.jpeg(20, 40, 99));
    TestPhotos.write(photos, "broken.jpg", "no photo".getBytes(StandardCharsets.UTF_8));
    whole = shared.resolve("whole");
    colour(whole, "run.partitions=1");
  }

  private static void colour(Path output, String... settings) {
    String[] all =
        Stream.concat(Stream.of(settings), Stream.of("colorize.model=" + model))
            .toArray(String[]::new);
    ColorizeJob.run(
        SharedSpark.session(),
        TinyModel.config(all),
        new JobPaths(photos.toString(), output.toString()));
  }

  private static void assertSame(Path there, Path expected) {
    List<String> files = TestPhotos.files(expected);
    assertThat(TestPhotos.files(there)).isEqualTo(files);
    for (String file : files) {
      assertThat(there.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
    }
  }

  @Test
  void run_anyPartitions_writesTheSameBytes() {
    Path output = folder.resolve("three");
    colour(output, "run.partitions=3");
    assertSame(output, whole);
  }

  @Test
  void run_afterAKill_writesTheSameBytes() throws IOException {
    Path output = folder.resolve("killed");
    colour(output);
    Files.delete(output.resolve("manifest.json"));
    Files.delete(output.resolve("data/part-00001.zstd.parquet"));
    Files.writeString(output.resolve("data/_part-7-part-00001.zstd.parquet"), "half");
    colour(output);
    assertSame(output, whole);
  }

  @Test
  void run_brokenPhoto_isInQuarantine_andTheOthersAreColoured() {
    RunManifest manifest = Tables.read(Storage.of(SharedSpark.session()), whole.toString());
    assertThat(manifest.count("photos")).isEqualTo(9);
    assertThat(manifest.count("colourings")).isEqualTo(18);
    assertThat(manifest.count("quarantined.unknown-format")).isEqualTo(1);
    assertThatThrownBy(() -> colour(folder.resolve("strict"), "colorize.quarantine-limit=0.05"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.QUARANTINE));
  }

  @Test
  void run_sameStem_keepsBothApart() {
    assertThat(TestPhotos.files(whole))
        .contains("images/gray.png_0.jpg", "images/gray.jpg_1.jpg", "images/deep/p0_1.jpg");
  }

  @Test
  void run_png_keepsThePhotosLightness() throws IOException {
    Path output = folder.resolve("png");
    colour(output, "colorize.format=png");
    ImageDecoder decoder = new ImageDecoder(1_000_000, 1_000_000);
    Photo before = decoder.decode(Files.readAllBytes(photos.resolve("deep/p3.jpg")));
    Photo after = decoder.decode(Files.readAllBytes(output.resolve("images/deep/p3_0.png")));
    float[] l = LabConverter.toLab(before.rgb(), before.width(), before.height()).l();
    float[] painted = LabConverter.toLab(after.rgb(), after.width(), after.height()).l();
    for (int i = 0; i < l.length; i++) {
      assertThat(painted[i]).isCloseTo(l[i], within(0.8f)); // 8-bit RGB, at the gamut's edge
    }
  }

  @Test
  void run_anotherConfiguration_isRefused() {
    assertThatThrownBy(() -> colour(whole, "colorize.samples=3"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("colorize.samples: 2 there, 3 now");
  }
}
