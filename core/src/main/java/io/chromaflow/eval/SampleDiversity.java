package io.chromaflow.eval;

import io.chromaflow.run.Checks;
import java.util.List;

/**
 * How much the colourings of one image differ from each other; the truth plays no part.
 *
 * <p>Pictures are planar RGB, {@code [3*h*w]}, values in [0,1].
 */
public final class SampleDiversity {

  private SampleDiversity() {}

  /**
   * Returns the population variance over samples (divided by n, not n - 1), averaged over pixels
   * and channels.
   *
   * @param samples at least one colouring, each {@code [3*h*w]}
   * @return squared units of RGB, within [0,0.25]; 0 for one sample
   * @throws IllegalArgumentException when there is no sample or a length differs
   */
  public static double variance(List<float[]> samples) {
    Checks.require(!samples.isEmpty(), "samples must be at least 1, got 0");
    float[] first = samples.get(0);
    for (float[] sample : samples) {
      RgbError.requireSameShape(first, sample);
    }
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += varianceAt(samples, i);
    }
    return sum / first.length;
  }

  /** Two passes, since the difference of large sums would lose small variances. */
  private static double varianceAt(List<float[]> samples, int i) {
    double mean = 0;
    for (float[] sample : samples) {
      mean += sample[i];
    }
    mean /= samples.size();
    double squares = 0;
    for (float[] sample : samples) {
      double d = sample[i] - mean;
      squares += d * d;
    }
    return squares / samples.size();
  }
}
