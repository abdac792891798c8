package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.run.Checks;
import io.chromaflow.run.DataException;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class EndingTest {

  @Test
  void jobException_insideSparks_decides() {
    Ending ending =
        Ending.of(
            new SparkException(
                "Job aborted due to stage failure",
                new JobException(ExitCode.QUARANTINE, "too many bad photos")));
    assertThat(ending).isEqualTo(new Ending(ExitCode.QUARANTINE, "too many bad photos"));
  }

  @Test
  void dataException_outsideQuarantine_isBadInput() {
    assertThat(Ending.of(new DataException("truncated", "a.jpg: ends early")))
        .isEqualTo(new Ending(ExitCode.BAD_INPUT, "a.jpg: ends early"));
  }

  @Test
  void illegalArgument_ofOurChecks_isBadConfig() {
    assertThat(Ending.of(catchCheck()).exitCode()).isEqualTo(ExitCode.BAD_CONFIG);
  }

  @Test
  void illegalArgument_ofOthers_isADefectWithTrace() throws IOException {
    Ending ending = Ending.of(new IllegalArgumentException("bad\nsecond line"));
    assertThat(ending.exitCode()).isEqualTo(ExitCode.DEFECT);
    assertThat(ending.message())
        .startsWith("a defect of chromaflow: IllegalArgumentException: bad (stack trace: ")
        .doesNotContain("second line");
    Matcher log = Pattern.compile("stack trace: (.*)\\)").matcher(ending.message());
    assertThat(log.find()).isTrue();
    assertThat(Path.of(log.group(1))).content().contains("EndingTest");
    Files.delete(Path.of(log.group(1)));
  }

  @Test
  void ioException_plain_mayBeRunAgain() {
    Ending ending = Ending.of(new UncheckedIOException(new IOException("connection reset")));
    assertThat(ending.exitCode()).isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(ending.message()).contains("connection reset; running again may help");
  }

  @Test
  void ioException_notAllowed_isBadConfig() {
    Ending ending =
        Ending.of(
            new UncheckedIOException(new FileNotFoundException("/x/manifest (Permission denied)")));
    assertThat(ending.exitCode()).isEqualTo(ExitCode.BAD_CONFIG);
    assertThat(ending.message()).contains("/x/manifest", "may be read and written");
  }

  @Test
  void fileOfATable_damaged_isBadInput() {
    Ending ending =
        Ending.of(
            new SparkException(
                "Job aborted",
                new SparkException(
                    "Encountered error while reading file file:///t/data/part-0.parquet. Details:",
                    new IllegalArgumentException("newLimit < 0"))));
    assertThat(ending.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ending.message()).startsWith("file:///t/data/part-0.parquet: is damaged; ");
  }

  @Test
  void outOfMemory_saysWhichKey() {
    Ending ending = Ending.of(new OutOfMemoryError("Java heap space"));
    assertThat(ending.exitCode()).isEqualTo(ExitCode.INFRASTRUCTURE);
    assertThat(ending.message()).contains("--set spark.heap=6g");
  }

  private static Throwable catchCheck() {
    try {
      Checks.require(false, "train.rounds must be above 0");
      throw new AssertionError("the check holds");
    } catch (IllegalArgumentException e) {
      return e;
    }
  }
}
