package io.chromaflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the jar for spark-submit has and what it leaves to Spark. */
class AssemblyTest {

  @Test
  void assembly_ours_isComplete() throws IOException {
    assertThat(entries())
        .contains(
            "io/chromaflow/jobs/Main.class",
            "io/chromaflow/run/RunConfig.class",
            "chromaflow/reference.conf",
            "chromaflow/demo.conf",
            "org/apache/hadoop/fs/s3a/S3AFileSystem.class",
            "META-INF/services/javax.imageio.spi.ImageReaderSpi");
  }

  @Test
  void assembly_whatSparkHas_isLeftOut() throws IOException {
    assertThat(entries())
        // DL4J has a class of its own in Spark's package.
        .noneMatch(name -> name.matches("org/apache/spark/(?!TaskContextHelper).+\\.class"))
        .noneMatch(name -> name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("org/apache/hadoop/conf/"))
        .noneMatch(name -> name.startsWith("com/fasterxml/jackson/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("io/netty/"));
  }

  @Test
  void assembly_clashingLibraries_areRelocated() throws IOException {
    assertThat(entries())
        .contains("io/chromaflow/shaded/typesafe/config/Config.class")
        .noneMatch(name -> name.startsWith("com/typesafe/config/"))
        .noneMatch(name -> name.startsWith("com/google/gson/"))
        .noneMatch(name -> name.startsWith("org/apache/http/"));
  }

  @Test
  void assembly_serviceFiles_areMerged() throws IOException {
    try (ZipFile zip = new ZipFile(jar().toFile())) {
      ZipEntry readers =
          Objects.requireNonNull(
              zip.getEntry("META-INF/services/javax.imageio.spi.ImageReaderSpi"));
      assertThat(new String(zip.getInputStream(readers).readAllBytes(), StandardCharsets.UTF_8))
          .contains(".jpeg.", ".webp.");
    }
  }

  @Test
  void assembly_natives_areOfOneMachineAndOneBackend() throws IOException {
    List<String> natives =
        entries().stream()
            .filter(name -> name.matches(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib|a)"))
            .toList();
    assertThat(natives)
        .isNotEmpty()
        .allMatch(name -> name.contains("linux-x86_64") || name.contains("linux-x86-64"));
    assertThat(natives.stream().filter(name -> name.endsWith("/libnd4jcpu.so")))
        .containsExactly(
            "org/nd4j/linalg/cpu/nativecpu/bindings/linux-x86_64-onednn-avx2/libnd4jcpu.so");
  }

  @Test
  void assembly_signatures_areDropped() throws IOException {
    assertThat(entries()).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
  }

  private static List<String> entries() throws IOException {
    try (ZipFile zip = new ZipFile(jar().toFile())) {
      return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    }
  }

  private static Path jar() throws IOException {
    return Path.of(Files.readString(Path.of("../jobs/target/launcher/assembly")).strip());
  }
}
