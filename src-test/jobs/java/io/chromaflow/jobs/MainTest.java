package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.run.CodeVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void version_asked_isPrinted() {
    assertThat(chromaflow("--version")).isZero();
    assertThat(text(out)).isEqualTo("chromaflow " + CodeVersion.text() + "\n");
    assertThat(CodeVersion.text()).matches("\\d.*");
  }

  @Test
  void help_asked_isPrinted() {
    assertThat(chromaflow("help", "prepare")).isZero();
    assertThat(text(out)).startsWith("chromaflow prepare: ");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void key_misspelt_endsWithTwoAndNearest() {
    assertThat(chromaflow("train", "--input", "a", "--output", "b", "--set", "train.round=3"))
        .isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            "chromaflow: train.round (--set train.round): no such key in conf/reference.conf;"
                + " did you mean train.rounds?\n");
  }

  @Test
  void input_missing_endsWithThree() {
    String input = folder.resolve("none").toString();
    assertThat(chromaflow("prepare", "--input", input, "--output", "b")).isEqualTo(3);
    assertThat(text(err))
        .isEqualTo("chromaflow: --input " + input + ": no such folder; give one that exists\n");
  }

  @Test
  void output_isInput_endsWithTwo() {
    assertThat(chromaflow("prepare", "--input", "a", "--output", "a")).isEqualTo(2);
    assertThat(text(err)).contains("--output: must differ from --input");
  }

  @Test
  void output_noPath_endsWithTwo() {
    assertThat(chromaflow("prepare", "--input", "a", "--output", "b:c")).isEqualTo(2);
    assertThat(text(err)).startsWith("chromaflow: --output b:c: is no path (").contains("./b:c");
  }

  @Test
  void dryRun_job_showsConfigurationAndTouchesNothing() {
    assertThat(
            chromaflow(
                "prepare",
                "--input",
                folder.resolve("none").toString(),
                "--output",
                folder.resolve("out").toString(),
                "--dry-run",
                "--set",
                "spark.properties.my.password=hush"))
        .isZero();
    assertThat(text(out))
        .contains("prepare.size = 64  # conf/reference.conf: ", "(secret)")
        .doesNotContain("hush");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void launch_job_givesHeapAndItsOwnStatus() {
    int status = launch("train", "--input", "a", "--output", "b", "--set", "spark.heap=5g");
    assertThat(status).isEqualTo(10);
    assertThat(text(out)).isEqualTo("5g\n");
  }

  @Test
  void launch_dryRun_endsWithHeap() {
    int status = launch("train", "--input", "a", "--output", "b", "--dry-run");
    assertThat(status).isEqualTo(11);
    assertThat(text(out)).startsWith("# dry run of train").endsWith("\n3g\n");
  }

  @Test
  void launch_badHeap_isRefused() {
    int status = launch("train", "--input", "a", "--output", "b", "--set", "spark.heap=lots");
    assertThat(status).isEqualTo(2);
    assertThat(text(err)).contains("spark.heap must be a size such as 3g, got lots");
  }

  private int chromaflow(String... arguments) {
    return new Main(printer(out), printer(err)).run(List.of(arguments));
  }

  private int launch(String... arguments) {
    return Launch.run(List.of(arguments), printer(out), printer(err));
  }

  private static PrintStream printer(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
