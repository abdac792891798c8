package io.chromaflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/chromaflow as a user types it, from another folder and with spaces in paths. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("../deploy/chromaflow").toAbsolutePath().normalize();

  @TempDir static Path folder;

  private record Ended(int status, String out, String err) {}

  @BeforeAll
  static void buildIsThere() {
    assertThat(Path.of("../jobs/target/launcher/built"))
        .as("package phase of module jobs; run mvn verify from the top")
        .exists();
  }

  @Test
  void help_ofEachCommand_isFastAndComplete() {
    for (String command : List.of("prepare", "train", "colorize", "evaluate", "report", "demo")) {
      Ended ended = chromaflow(command, "--help");
      assertThat(ended.status()).isZero();
      assertThat(ended.out()).startsWith("chromaflow " + command + ": ").contains("--input PATH");
      assertThat(ended.err()).isEmpty();
    }
  }

  @Test
  void version_throughSymlink_isPrinted() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a link"), LAUNCHER);
    Ended ended = run(List.of(link.toString(), "--version"));
    assertThat(ended.out()).matches("chromaflow \\d\\S+\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void key_misspelt_endsWithTwoAndNearest() {
    Ended ended = chromaflow("train", "--input", "a", "--output", "b", "--set", "train.round=3");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err().lines())
        .containsExactly(
            "chromaflow: train.round (--set train.round): no such key in conf/reference.conf;"
                + " did you mean train.rounds?");
  }

  @Test
  void environment_misspeltKey_endsWithTwo() {
    Ended ended =
        run(
            List.of("env", "CONFIG_FORCE_train_round=3", LAUNCHER.toString(), "train"),
            "--input",
            "a",
            "--output",
            "b");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("train.round (env variables", "did you mean train.rounds?");
  }

  @Test
  void command_misspelt_endsWithTwo() {
    Ended ended = chromaflow("colourize");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("did you mean colorize?");
  }

  @Test
  void folder_missing_endsWithThree() {
    Ended ended = chromaflow("prepare", "--input", "not there", "--output", "b");
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err().lines())
        .containsExactly("chromaflow: --input not there: no such folder; give one that exists");
  }

  @Test
  void dryRun_anyMode_showsTheCommandAndTouchesNothing() throws IOException {
    Path work = Files.createDirectory(folder.resolve("dry run"));
    String secret = "spark.properties.spark.hadoop.fs.s3a.secret.key=hush";
    List<String> job =
        List.of("train", "--input", "a b", "--output", "out", "--dry-run", "--set", secret);

    Ended embedded = runIn(work, command(job));
    Path sparkHome = fakeSpark();
    List<String> submit = new ArrayList<>(command(job));
    submit.addAll(
        List.of("--spark-home", sparkHome.toString(), "--", "--master", "yarn", "--deploy-mode"));
    submit.add("cluster");
    Ended submitted = runIn(work, submit);

    assertThat(embedded.status()).isZero();
    assertThat(embedded.out())
        .contains("train.rounds = 12", "-Xmx3g", "io.chromaflow.jobs.Main train --input a\\ b")
        .doesNotContain("hush");
    assertThat(submitted.status()).isZero();
    assertThat(submitted.out())
        .contains("bin/spark-submit --class io.chromaflow.jobs.Main", "--deploy-mode cluster")
        .contains("-assembly.jar train --input a\\ b --output out")
        .doesNotContain("hush", "--dry-run");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void sparkSubmit_exitStatus_passesThrough() throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    Ended ended =
        chromaflow(
            "prepare",
            "--input",
            input.toString(),
            "--output",
            "b",
            "--spark-home",
            fakeSpark().toString());
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.out())
        .contains("--driver-memory 3g", "spark.driver.extraJavaOptions=--add-opens=java.base");
  }

  /** A spark-submit that prints its arguments and ends with status 4. */
  private static Path fakeSpark() throws IOException {
    Path home = folder.resolve("a spark");
    Path script = home.resolve("bin/spark-submit");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\necho \"$@\"\nexit 4\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return home;
  }

  private static Ended chromaflow(String... arguments) {
    return run(command(List.of(arguments)));
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(arguments);
    return command;
  }

  private static Ended run(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return runIn(folder, all);
  }

  private static Ended runIn(Path workingFolder, List<String> command) {
    try {
      Path out = Files.createTempFile(folder.getParent(), "launcher", ".out");
      Path err = Files.createTempFile(folder.getParent(), "launcher", ".err");
      Process process =
          new ProcessBuilder(command)
              .directory(workingFolder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends in time").isTrue();
      Ended ended =
          new Ended(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command.toString(), e);
    }
  }
}
