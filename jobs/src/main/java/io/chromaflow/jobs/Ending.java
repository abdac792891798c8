package io.chromaflow.jobs;

import io.chromaflow.run.Checks;
import io.chromaflow.run.DataException;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;

/**
 * How a failure ends the program.
 *
 * @param exitCode the exit status
 * @param message one line for the user, without a stack trace
 */
record Ending(ExitCode exitCode, String message) {

  /** What file systems say when a folder may not be written; they have no exception for it. */
  private static final Pattern NOT_ALLOWED =
      Pattern.compile("Permission denied|Mkdirs failed|Read-only file system|Access ?Denied");

  /** How Spark names a file that it could not read, whatever the reason. */
  private static final Pattern UNREADABLE =
      Pattern.compile("Encountered error while reading file (\\S+?)\\. Details");

  /** Causes deeper than this are cycles. */
  private static final int DEEPEST = 32;

  /** Returns how {@code thrown} ends the program; the first of its causes that is ours decides. */
  static Ending of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    Optional<JobException> planned = first(chain, JobException.class);
    if (planned.isPresent()) {
      return new Ending(planned.get().exitCode(), message(planned.get()));
    }
    Optional<DataException> data = first(chain, DataException.class);
    if (data.isPresent()) {
      return new Ending(ExitCode.BAD_INPUT, message(data.get()));
    }
    if (isRefusedByCheck(thrown)) {
      return new Ending(ExitCode.BAD_CONFIG, message(thrown));
    }
    Optional<OutOfMemoryError> memory = first(chain, OutOfMemoryError.class);
    if (memory.isPresent()) {
      return traced(
          ExitCode.INFRASTRUCTURE,
          "memory: %s; give more with --set spark.heap=6g, or make batches smaller"
              .formatted(message(memory.get())),
          thrown);
    }
    Optional<IOException> io = first(chain, IOException.class);
    if (io.isPresent() && NOT_ALLOWED.matcher(message(io.get())).find()) {
      return new Ending(
          ExitCode.BAD_CONFIG,
          "storage: %s; give a folder that may be read and written".formatted(line(io.get())));
    }
    if (io.isPresent() && message(io.get()).contains("No space left")) {
      return traced(
          ExitCode.INFRASTRUCTURE,
          "storage: the output's or the temporary folder's disk is full; make room and run again",
          thrown);
    }
    Optional<String> damaged = io.isPresent() ? Optional.empty() : unreadable(chain);
    if (damaged.isPresent()) {
      return traced(
          ExitCode.BAD_INPUT,
          "%s: is damaged; delete its table and make it again".formatted(damaged.get()),
          thrown);
    }
    if (io.isPresent() || first(chain, SparkException.class).isPresent()) {
      Throwable cause = io.<Throwable>map(e -> e).orElse(thrown);
      return traced(
          ExitCode.INFRASTRUCTURE,
          "storage or cluster: %s; running again may help".formatted(line(cause)),
          thrown);
    }
    return traced(ExitCode.DEFECT, "a defect of chromaflow: %s".formatted(line(thrown)), thrown);
  }

  /** The file that a failure was about, when reading it again would not help. */
  private static Optional<String> unreadable(List<Throwable> chain) {
    return chain.stream()
        .map(thrown -> UNREADABLE.matcher(message(thrown)))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  private static boolean isRefusedByCheck(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown instanceof IllegalArgumentException
        && trace.length > 0
        && trace[0].getClassName().equals(Checks.class.getName());
  }

  private static Ending traced(ExitCode exitCode, String message, Throwable thrown) {
    String place;
    try {
      Path log = Files.createTempFile("chromaflow-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
        thrown.printStackTrace(writer);
      }
      place = log.toString();
    } catch (IOException e) {
      place = "not written, " + line(e);
    }
    return new Ending(exitCode, "%s (stack trace: %s)".formatted(message, place));
  }

  /** The class and the first line of a message: Spark's messages go on for pages. */
  private static String line(Throwable thrown) {
    return thrown.getClass().getSimpleName()
        + ": "
        + message(thrown).lines().findFirst().orElse("");
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && chain.size() < DEEPEST; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> kind) {
    return chain.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
