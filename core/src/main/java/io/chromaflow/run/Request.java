package io.chromaflow.run;

import org.jspecify.annotations.Nullable;

/** What a command line asks for. */
public sealed interface Request {

  /**
   * Runs a job.
   *
   * @param command which
   * @param input where it reads; any Hadoop path
   * @param output where it writes; any Hadoop path
   * @param sources the configuration that the user gives
   * @param dryRun whether to show what would run and touch nothing
   */
  record Job(Command command, String input, String output, ConfigSources sources, boolean dryRun)
      implements Request {}

  /**
   * Shows a help page.
   *
   * @param command whose; null for the overview
   */
  record Help(@Nullable Command command) implements Request {}

  /** Shows the version. */
  record Version() implements Request {}
}
