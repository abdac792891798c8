package io.chromaflow.eval;

import io.chromaflow.run.Checks;

/** The peak signal-to-noise ratio of pictures whose values reach from 0 to 1, in decibel. */
public final class PeakSignalToNoise {

  /**
   * The mean square error of rounding to 8 bits, {@code (1/255)^2 / 12}: originals are known no
   * better, so nothing above the ratio that belongs to it, 58.9 dB, is told apart.
   */
  private static final double ROUNDING = 1 / (12 * 255.0 * 255.0);

  /** The largest ratio given, 58.9 dB: that of rounding to 8 bits. Equal pictures get it too. */
  public static final double CEILING = -10 * Math.log10(ROUNDING);

  private PeakSignalToNoise() {}

  /**
   * Returns {@code -10 log10(meanSquare)}, at most {@link #CEILING}.
   *
   * @param meanSquare mean square error over pixels and channels, squared units of RGB, at least 0
   * @return decibel; higher is nearer
   * @throws IllegalArgumentException when {@code meanSquare} is negative or NaN
   */
  public static double decibel(double meanSquare) {
    Checks.require(meanSquare >= 0, "mean square error must be at least 0, got %s", meanSquare);
    return -10 * Math.log10(Math.max(meanSquare, ROUNDING));
  }
}
