package io.chromaflow.jobs;

import io.chromaflow.run.CodeVersion;
import io.chromaflow.run.CommandLine;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.HelpPage;
import io.chromaflow.run.JobException;
import io.chromaflow.run.Request;
import io.chromaflow.run.RunConfig;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.spark.sql.SparkSession;

/** The program: reads the command line, runs one job, and ends with its {@link ExitCode}. */
public final class Main {

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program.
   *
   * @param arguments a command and its flags
   */
  public static void main(String[] arguments) {
    Main main = new Main(System.out, System.err);
    System.exit(main.run(List.of(arguments)));
  }

  /** Runs a command line; returns the exit status. */
  int run(List<String> arguments) {
    return end(
        () -> {
          answer(CommandLine.parse(arguments, System.getProperty("config.file")));
          return ExitCode.DONE.code();
        });
  }

  /** Does what a command line asks for. */
  void answer(Request request) {
    if (request instanceof Request.Help help) {
      out.print(HelpPage.of(help.command()));
    } else if (request instanceof Request.Job job) {
      run(job);
    } else {
      out.println("chromaflow " + CodeVersion.text());
    }
  }

  /** Returns the exit status of {@code work}; a failure becomes one message and its status. */
  int end(IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (Throwable thrown) { // the last resort: whatever it is becomes a message
      Ending ending = Ending.of(thrown);
      err.println("chromaflow: " + ending.message());
      return ending.exitCode().code();
    }
  }

  private void run(Request.Job request) {
    RunConfig config = RunConfig.resolve(request.sources());
    JobPaths paths = new JobPaths(request.input(), request.output());
    Job job = Job.of(request.command());
    if (request.dryRun()) {
      showPlan(request, config);
      return;
    }
    if (SparkSessions.isEmbedded()) {
      requireLocalInput(request.input());
    }
    try (SparkSession spark = SparkSessions.open(config, request.command().word())) {
      job.run(spark, config, paths);
    }
  }

  private void showPlan(Request.Job request, RunConfig config) {
    out.printf("# dry run of %s: nothing is read or written%n", request.command().word());
    out.printf("input = %s%noutput = %s%n", request.input(), request.output());
    config.lines().forEach(out::println);
    out.printf("# configuration %s%n", config.hash());
  }

  /** Says that a local folder is missing at once, not after Spark has started. */
  private static void requireLocalInput(String input) {
    boolean plain = input.chars().noneMatch(c -> ":*?[{".indexOf(c) >= 0); // no URL, no pattern
    if (plain && !Files.exists(Path.of(input))) {
      throw new JobException(
          ExitCode.BAD_INPUT, "--input %s: no such folder; give one that exists".formatted(input));
    }
  }
}
