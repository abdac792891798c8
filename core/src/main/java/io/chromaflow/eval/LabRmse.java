package io.chromaflow.eval;

/** The error of a colouring's a and b, in Lab units, where equal steps look about equally large. */
public final class LabRmse {

  private LabRmse() {}

  /**
   * Returns the root mean square error over pixels and over a and b.
   *
   * @param truth the original's colour, {@code [2*h*w]}, Lab units
   * @param ab the colouring's colour, {@code [2*h*w]}, Lab units
   * @return Lab units, at least 0
   * @throws IllegalArgumentException when the lengths differ or are zero
   */
  public static double of(float[] truth, float[] ab) {
    return RgbError.rootMeanSquare(truth, ab);
  }
}
