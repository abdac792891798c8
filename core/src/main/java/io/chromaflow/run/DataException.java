package io.chromaflow.run;

/**
 * One bad record: an image that cannot be decoded, a row out of range. A job counts these by kind
 * and moves the record to quarantine; it never fails a task for one.
 */
public final class DataException extends RuntimeException {

  private final String kind;

  /**
   * Names a bad record.
   *
   * @param kind a short, stable, kebab-case class of failure to count by, such as {@code truncated}
   * @param message what was expected and found, and where
   */
  public DataException(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * Names a bad record that another failure showed.
   *
   * @param kind a short, stable, kebab-case class of failure to count by
   * @param message what was expected and found, and where
   * @param cause the failure underneath
   */
  public DataException(String kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns the class of failure, to count by. */
  public String kind() {
    return kind;
  }
}
