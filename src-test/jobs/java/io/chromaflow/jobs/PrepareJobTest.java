package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class PrepareJobTest {

  private static final List<String> SMALL =
      List.of(
          "prepare.size=16",
          "prepare.views=3",
          "prepare.validation-share=0.2",
          "prepare.test-share=0.2",
          "prepare.images-per-wave=5",
          "prepare.rows-per-file=8",
          "prepare.quarantine-limit=0.5");

  private final SparkSession spark = SharedSpark.session();

  /** Read by all tests, changed by none. */
  @TempDir static Path shared;

  private static Path whole;
  private static Path photos;

  @TempDir Path folder;

  @BeforeAll
  static void prepareOnce() {
    photos = shared.resolve("photos");
    TestPhotos.writeMixture(photos);
    whole = shared.resolve("whole");
    PrepareJob.run(
        SharedSpark.session(),
        config("run.partitions=1"),
        new JobPaths(photos.toString(), whole.toString()));
  }

  @Test
  void run_mixedPhotos_makesASortedTableOfDistinctGoodOnes() {
    List<LabTensor> tensors = tensors(whole);
    assertThat(tensors).extracting(PrepareJobTest::order).isSorted();
    assertThat(tensors)
        .filteredOn(t -> t.view() == 0)
        .extracting(LabTensor::source)
        .containsExactlyInAnyOrder(
            "a/photo-0.jpg",
            "a/photo-1.jpg",
            "a/photo-2.jpg",
            "a/photo-3.jpg",
            "a/photo-4.jpg",
            "a/photo-5.jpg",
            "a/photo-6.jpg",
            "b/gray.jpeg",
            "b/turned.jpg",
            "b/really a png.jpg",
            "c/cmyk.jpg",
            "c/photo.webp");
    assertThat(tensors)
        .allSatisfy(t -> assertThat(t.view()).isLessThan(t.split() == Split.TRAIN ? 3 : 1));
  }

  @Test
  void run_mixedPhotos_countsWhatBecameOfEach() {
    RunManifest manifest = manifest(whole);
    assertThat(manifest.counts())
        .containsEntry("files", 18L)
        .containsEntry("images", 12L)
        .containsEntry("duplicates", 1L)
        .containsEntry("quarantined", 5L)
        .containsEntry("quarantined.truncated", 2L)
        .containsEntry("quarantined.empty", 1L)
        .containsEntry("quarantined.unknown-format", 2L);
    assertThat(manifest.count("rows.train")).isEqualTo(3 * manifest.count("images.train"));
    assertThat(manifest.count("rows"))
        .isEqualTo(
            manifest.count("rows.train")
                + manifest.count("images.validation")
                + manifest.count("images.test"));
    assertThat(manifest.statistics()).containsKeys("train.l.mean", "train.b.normalised-std");
    // One file more is the quarantine.
    assertThat(manifest.files()).hasSize(((int) manifest.count("rows") + 7) / 8 + 1);
  }

  @Test
  void run_turnedPhoto_isUpright() {
    LabTensor turned =
        tensors(whole).stream()
            .filter(t -> t.source().equals("b/turned.jpg"))
            .findFirst()
            .orElseThrow();
    assertThat(turned.originalWidth()).isEqualTo(60);
    assertThat(turned.originalHeight()).isEqualTo(100);
  }

  @Test
  void run_grayPhoto_hasNoColour() {
    LabTensor gray =
        tensors(whole).stream()
            .filter(t -> t.source().equals("b/gray.jpeg"))
            .findFirst()
            .orElseThrow();
    for (float value : gray.ab()) {
      // The constants' white is gray to 0.005, stored to 0.002.
      assertThat(Math.abs(value)).isLessThan(0.01f);
    }
  }

  @Test
  void run_badPhotos_areInQuarantineWithTheirReason() {
    Map<String, String> kinds = new HashMap<>();
    for (Row row : spark.read().parquet(whole.resolve("quarantine").toString()).collectAsList()) {
      kinds.put(row.getAs(QuarantineTable.SOURCE), row.getAs(QuarantineTable.KIND));
      assertThat(row.<String>getAs(QuarantineTable.CONTENT_HASH)).hasSize(32);
    }
    assertThat(kinds)
        .isEqualTo(
            Map.of(
                "bad/cut.jpg", "truncated",
                "bad/cut.png", "truncated",
                "bad/empty.png", "empty",
                "bad/text.jpg", "unknown-format",
                "bad/zeros.jpg", "unknown-format"));
  }

  @Test
  void run_anyPartitionsAndWaves_givesTheSameBytes() {
    Map<String, byte[]> expected = contents(whole);
    assertThat(expected.keySet())
        .allMatch(name -> !name.contains("crc") && !name.contains("staging"));
    for (String partitions : List.of("2", "3", "7")) {
      assertThat(contents(prepare("p" + partitions, "run.partitions=" + partitions)))
          .as("%s partitions", partitions)
          .containsExactlyEntriesOf(expected);
    }
    assertThat(contents(prepare("wave", "prepare.images-per-wave=100")))
        .containsExactlyEntriesOf(expected);
  }

  @Test
  void run_afterAKillInAWave_decodesOnlyWhatIsMissingAndGivesTheSameBytes() throws IOException {
    Map<String, byte[]> expected = contents(whole);
    Path output = folder.resolve("killed");
    Path staging = stagedWaves(output);
    Files.delete(staging.resolve("wave-00002.done"));
    TestPhotos.write(staging, "wave-00002/half.parquet", new byte[7]);
    FileTime before = Files.getLastModifiedTime(staging.resolve("wave-00001/_SUCCESS"));
    TestPhotos.write(output, "data/part-00099.zstd.parquet", new byte[7]);
    TestPhotos.write(output, "data/_part-5-part-00000.zstd.parquet", new byte[7]);
    new PrepareWaves(spark, config().config(), staging.toString(), listing()).run();
    assertThat(Files.getLastModifiedTime(staging.resolve("wave-00001/_SUCCESS"))).isEqualTo(before);
    prepare("killed");
    assertThat(contents(output)).containsExactlyEntriesOf(expected);
  }

  @Test
  void run_stagingOfAnotherInput_isDropped() {
    Path output = folder.resolve("out");
    TestPhotos.write(output, "_staging/0123456789abcdef/wave-00000.done", new byte[0]);
    run(fewPhotos().toString(), output, List.of());
    assertThat(TestPhotos.files(output)).noneMatch(name -> name.startsWith("_staging"));
  }

  @Test
  void run_again_changesNothing() throws IOException {
    FileTime before = Files.getLastModifiedTime(whole.resolve("manifest.json"));
    Map<String, byte[]> contents = contents(whole);
    run(photos.toString(), whole, List.of());
    assertThat(Files.getLastModifiedTime(whole.resolve("manifest.json"))).isEqualTo(before);
    assertThat(contents(whole)).containsExactlyEntriesOf(contents);
  }

  @Test
  void run_againOnTouchedButEqualFiles_changesNothing() throws IOException {
    Path few = fewPhotos();
    Path output = folder.resolve("out");
    run(few.toString(), output, List.of());
    Files.setLastModifiedTime(few.resolve("0.jpg"), FileTime.fromMillis(1000));
    FileTime before = Files.getLastModifiedTime(output.resolve("manifest.json"));
    run(few.toString(), output, List.of());
    assertThat(Files.getLastModifiedTime(output.resolve("manifest.json"))).isEqualTo(before);
  }

  @Test
  void run_againWithAnotherConfiguration_isRefusedAndSaysWhatDiffers() {
    JobException refusal = refusal(photos, whole, "prepare.size=32");
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refusal)
        .hasMessage(
            "--output %s: holds a table of another configuration (prepare.size: 16 there, 32 now);"
                + " give another --output, or delete that folder first",
            whole);
  }

  @Test
  void run_againWithAnotherInput_isRefused() {
    JobException refusal = refusal(photos.resolve("a"), whole);
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refusal)
        .hasMessageContaining("holds a table of another input (18 images there, 7 in");
  }

  @Test
  void run_tooManyBadPhotos_endsWithQuarantine() {
    // The table is there already: that it is too bad is said each time.
    JobException refusal = refusal(photos, whole, "prepare.quarantine-limit=0.1");
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(refusal)
        .hasMessageContaining(
            "5 of 18 images were refused (empty 1, truncated 2, unknown-format 2)");
  }

  @Test
  void run_onlyBadPhotos_saysThatNothingIsLeft() {
    JobException refusal = refusal(photos.resolve("bad"), folder.resolve("out"));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(refusal).hasMessageContaining("and there is nothing to train on");
    assertThat(tensors(folder.resolve("out"))).isEmpty();
  }

  @Test
  void run_singleFile_isATableOfOneImage() {
    Path output = folder.resolve("out");
    run(photos.resolve("a/photo-1.jpg").toString(), output, List.of());
    assertThat(manifest(output).count("images")).isEqualTo(1);
    assertThat(tensors(output).get(0).source()).isEqualTo("photo-1.jpg");
  }

  @Test
  void run_pattern_takesWhatMatches() {
    Path output = folder.resolve("out");
    run(photos + "/[ab]", output, List.of());
    assertThat(tensors(output))
        .extracting(LabTensor::source)
        .contains("a/photo-1.jpg", "b/gray.jpeg")
        .doesNotContain("c/cmyk.jpg");
  }

  @Test
  void run_namesWithSpecialCharacters_areRead() {
    Path odd = folder.resolve("odd [1]");
    for (String name : List.of("a b%20.jpg", "ü,ß;=.jpg", "x:y.jpg", "_DSC*.jpg", "q?#&.jpg")) {
      TestPhotos.write(odd, name, TestPhotos.jpeg(40, 40, name.hashCode()));
    }
    Path output = folder.resolve("out put");
    run(odd.toString(), output, List.of());
    assertThat(manifest(output).count("images")).isEqualTo(5);
  }

  @Test
  void run_missingInput_saysWhich() {
    JobException refusal = refusal(folder.resolve("nowhere"), folder.resolve("out"));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refusal)
        .hasMessage(
            "--input %s: no such folder or file; give one that exists", folder.resolve("nowhere"));
  }

  @Test
  void run_folderWithoutImages_saysSo() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    JobException refusal = refusal(empty, folder.resolve("out"));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refusal).hasMessageContaining("no image in it (0 files, none named jpg, jpeg");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void run_outputUnderAFile_isRefusedBeforeWork() {
    TestPhotos.write(folder, "file", new byte[1]);
    JobException refusal = refusal(photos, folder.resolve("file/out"));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_CONFIG);
    assertThat(refusal)
        .hasMessageStartingWith("--output " + folder.resolve("file/out") + ": cannot be written");
  }

  @Test
  void run_outputWithOtherFiles_leavesThemAlone() {
    TestPhotos.write(folder, "out/data/mine.txt", new byte[1]);
    JobException refusal = refusal(photos, folder.resolve("out"));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_CONFIG);
    assertThat(refusal).hasMessageContaining("holds other files (mine.txt)");
    assertThat(folder.resolve("out/data/mine.txt")).exists();
  }

  @Test
  void read_finishedTable_hasAllRows() {
    assertThat(TensorTable.read(spark, whole.toString()).count())
        .isEqualTo(manifest(whole).count("rows"));
  }

  @Test
  void read_unfinishedTable_isRefused() {
    JobException refusal =
        catchThrowableOfType(
            JobException.class, () -> TensorTable.read(spark, folder.resolve("out").toString()));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refusal).hasMessageContaining("has no finished table of tensors");
  }

  private Path prepare(String output, String... settings) {
    Path path = folder.resolve(output);
    run(photos.toString(), path, List.of(settings));
    return path;
  }

  private JobException refusal(Path input, Path output, String... settings) {
    return catchThrowableOfType(
        JobException.class, () -> run(input.toString(), output, List.of(settings)));
  }

  private Path fewPhotos() {
    Path few = folder.resolve("few");
    for (int i = 0; i < 3; i++) {
      TestPhotos.write(few, i + ".jpg", TestPhotos.jpeg(40, 40, i));
    }
    return few;
  }

  private void run(String input, Path output, List<String> settings) {
    PrepareJob.run(
        spark, config(settings.toArray(new String[0])), new JobPaths(input, output.toString()));
  }

  private static RunConfig config(String... settings) {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(List.of(settings));
    return RunConfig.resolve(ConfigSources.NONE.with(all.toArray(new String[0])));
  }

  private List<Storage.StoredFile> listing() {
    return PrepareInput.list(
        Storage.of(spark), photos.toString(), config().config().getConfig("source"));
  }

  /** Makes the staging folder of a run that is killed before it writes its table. */
  private Path stagedWaves(Path output) {
    String staging = PrepareJob.staging(config(), PrepareInput.listing(listing()));
    Path path = output.resolve(staging);
    new PrepareWaves(spark, config().config(), path.toString(), listing()).run();
    return path;
  }

  private static RunManifest manifest(Path output) {
    byte[] json = TestPhotos.bytes(output.resolve("manifest.json"));
    return RunManifest.fromJson(new String(json, StandardCharsets.UTF_8), "manifest.json");
  }

  private List<LabTensor> tensors(Path output) {
    List<LabTensor> tensors = new ArrayList<>();
    for (String file : TestPhotos.files(output.resolve("data"))) {
      // Spark reads files in no certain order: the table's is that of their names.
      spark.read().parquet(output.resolve("data").resolve(file).toString()).collectAsList().stream()
          .map(TensorTable::tensor)
          .forEach(tensors::add);
    }
    return tensors;
  }

  private static String order(LabTensor tensor) {
    return tensor.imageId() + String.format("%05d", tensor.view());
  }

  private static Map<String, byte[]> contents(Path output) {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : TestPhotos.files(output)) {
      contents.put(name, TestPhotos.bytes(output.resolve(name)));
    }
    return contents;
  }
}
