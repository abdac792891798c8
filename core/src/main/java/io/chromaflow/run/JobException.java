package io.chromaflow.run;

/**
 * Ends a job with an {@link ExitCode} and one message for the user: what was expected and found,
 * where, and how to mend it. It is printed without a stack trace.
 */
public final class JobException extends RuntimeException {

  private final ExitCode exitCode;

  /**
   * Makes the end of a job.
   *
   * @param exitCode how the process ends, not {@link ExitCode#DONE}
   * @param message what, where, and how to mend it
   */
  public JobException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /**
   * Makes the end of a job that another failure caused.
   *
   * @param exitCode how the process ends, not {@link ExitCode#DONE}
   * @param message what, where, and how to mend it
   * @param cause the failure underneath
   */
  public JobException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns how the process ends. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
