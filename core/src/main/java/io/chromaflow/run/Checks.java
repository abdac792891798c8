package io.chromaflow.run;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Argument checks whose messages say what, where and how to mend it. */
public final class Checks {

  private Checks() {}

  /**
   * Stops a caller's mistake.
   *
   * @param condition what must hold
   * @param message a {@link String#format} pattern that starts with the thing's name
   * @param args the pattern's arguments
   * @throws IllegalArgumentException when {@code condition} is false
   */
  @FormatMethod
  public static void require(boolean condition, @FormatString String message, Object... args) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(message, args));
    }
  }
}
