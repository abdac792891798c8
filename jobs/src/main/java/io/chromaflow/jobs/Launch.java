package io.chromaflow.jobs;

import io.chromaflow.run.Checks;
import io.chromaflow.run.Command;
import io.chromaflow.run.CommandLine;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.Request;
import io.chromaflow.run.RunConfig;
import java.io.PrintStream;
import java.util.List;

/**
 * The launcher's first step, in a small JVM that starts fast: answers what needs no Spark, and says
 * how much heap the job's own JVM must get.
 *
 * <p>Exit status {@value #START}: a job is to be started; the one line printed is its heap. Exit
 * status {@value #SHOW}: the same after the plan of a dry run. Anything else is the program's own
 * {@link ExitCode} and its output is complete.
 */
public final class Launch {

  private static final int START = 10;
  private static final int SHOW = 11;

  private Launch() {}

  /**
   * Runs the step.
   *
   * @param arguments those of {@link Main}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    Main main = new Main(out, err);
    return main.end(
        () -> {
          Request request = CommandLine.parse(arguments, System.getProperty("config.file"));
          if (!(request instanceof Request.Job job) || job.command() == Command.DEMO) {
            main.answer(request);
            return ExitCode.DONE.code();
          }
          String heap = heap(RunConfig.resolve(job.sources()));
          if (job.dryRun()) {
            main.answer(job);
          }
          out.println(heap);
          return job.dryRun() ? SHOW : START;
        });
  }

  private static String heap(RunConfig config) {
    String heap = config.config().getString("spark.heap");
    Checks.require(
        heap.matches("[1-9][0-9]*[kmgKMG]"), "spark.heap must be a size such as 3g, got %s", heap);
    return heap;
  }
}
