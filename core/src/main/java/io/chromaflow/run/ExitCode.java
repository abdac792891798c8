package io.chromaflow.run;

/** How a job may end, as a scheduler sees it. */
public enum ExitCode {
  /** All work is done. */
  DONE(0),
  /** A defect of chromaflow itself; the log has its stack trace. */
  DEFECT(1),
  /** A wrong key, value or argument: mend the command or the file, then run again. */
  BAD_CONFIG(2),
  /** The input is missing, empty or not what the job reads. */
  BAD_INPUT(3),
  /** Done, yet more records were quarantined than the configured share. */
  QUARANTINE(4),
  /** A quality gate failed. */
  GATE(5),
  /** Storage, cluster or memory failed: running again may help. */
  INFRASTRUCTURE(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Returns the process exit status, 0 to 6. */
  public int code() {
    return code;
  }
}
