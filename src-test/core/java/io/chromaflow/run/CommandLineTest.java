package io.chromaflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  @Test
  void job_allFlags_areTaken() {
    Request request =
        parse(
            "colorize",
            "--input",
            "in",
            "--output=s3a://bucket/out",
            "--preset",
            "demo",
            "--config",
            "my.conf",
            "--set",
            "run.seed=1",
            "--set=run.partitions=2",
            "--model",
            "m",
            "--dry-run");
    assertThat(request)
        .isEqualTo(
            new Request.Job(
                Command.COLORIZE,
                "in",
                "s3a://bucket/out",
                new ConfigSources(
                    "demo",
                    Path.of("my.conf"),
                    List.of("run.seed=1", "run.partitions=2", "colorize.model=m")),
                true));
  }

  @Test
  void configFile_flagLeftOut_isTheProperty() {
    Request request =
        CommandLine.parse(List.of("train", "--input", "i", "--output", "o"), "property.conf");
    assertThat(((Request.Job) request).sources().file()).isEqualTo(Path.of("property.conf"));
  }

  @Test
  void help_inAllForms_isHelp() {
    assertThat(parse()).isEqualTo(new Request.Help(null));
    assertThat(parse("--help")).isEqualTo(new Request.Help(null));
    assertThat(parse("help", "train")).isEqualTo(new Request.Help(Command.TRAIN));
    assertThat(parse("train", "--help")).isEqualTo(new Request.Help(Command.TRAIN));
    assertThat(parse("--version")).isEqualTo(new Request.Version());
  }

  @Test
  void mistake_namesNearest() {
    assertMistake(
        "prepair: no such command, see 'chromaflow help'; did you mean prepare?", "prepair");
    assertMistake(
        "--inptu: no such flag, see 'chromaflow help train'; did you mean --input?",
        "train",
        "--inptu",
        "x");
    assertMistake("--model: no such flag, see 'chromaflow help train'", "train", "--model", "x");
    assertMistake("--input: needs a value", "train", "--input", "--output", "x");
    assertMistake("--input: is missing; give --input PATH", "train", "--output", "x");
    assertMistake("--dry-run: takes no value", "train", "--dry-run=yes");
  }

  @Test
  void helpPages_all_nameFlagsKeysAndExitCodes() {
    for (Command command : Command.values()) {
      String page = HelpPage.of(command);
      assertThat(page).contains("chromaflow " + command.word(), "--input PATH", "exit codes: 0");
      assertThat(page.lines()).allMatch(line -> line.length() <= 120);
    }
    assertThat(HelpPage.of(Command.TRAIN))
        .contains("  # Rounds; each ends in a validation and a checkpoint.\n  train.rounds = 12\n");
    assertThat(HelpPage.of(null)).contains("prepare", "--version");
  }

  private static Request parse(String... arguments) {
    return CommandLine.parse(List.of(arguments), null);
  }

  private static void assertMistake(String message, String... arguments) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_CONFIG))
        .hasMessageContaining(message);
  }
}
