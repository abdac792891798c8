package io.chromaflow.eval;

import io.chromaflow.run.Checks;

/**
 * The error of one colouring against the truth, in RGB.
 *
 * <p>Pictures are planar RGB, {@code [3*h*w]}, values in [0,1]; sums run in double.
 */
public final class RgbError {

  private RgbError() {}

  /**
   * Returns the mean square error over pixels and channels, in squared units of RGB, within [0,1].
   *
   * @param truth the original, {@code [3*h*w]}
   * @param picture the colouring, {@code [3*h*w]}
   * @throws IllegalArgumentException when the lengths differ or are zero
   */
  public static double meanSquare(float[] truth, float[] picture) {
    requireSameShape(truth, picture);
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double d = (double) picture[i] - truth[i];
      sum += d * d;
    }
    return sum / truth.length;
  }

  /**
   * Returns the root of {@link #meanSquare}, in units of RGB, within [0,1].
   *
   * @param truth the original, {@code [3*h*w]}
   * @param picture the colouring, {@code [3*h*w]}
   * @throws IllegalArgumentException when the lengths differ or are zero
   */
  public static double rootMeanSquare(float[] truth, float[] picture) {
    return Math.sqrt(meanSquare(truth, picture));
  }

  static void requireSameShape(float[] truth, float[] picture) {
    Checks.require(
        truth.length > 0 && truth.length == picture.length,
        "picture must have as many values as the truth and at least one, got %d and %d",
        picture.length,
        truth.length);
  }
}
