package io.chromaflow.eval;

import io.chromaflow.run.Checks;
import java.util.List;

/**
 * How near the nearest of n colourings comes to the truth, in both definitions in use. They differ
 * by a factor of two and more, so a figure without its definition says little.
 *
 * <p>Pictures are planar RGB, {@code [3*h*w]}, values in [0,1]. For n = 1 both definitions are the
 * error of the one picture.
 */
public final class BestOfN {

  private BestOfN() {}

  /**
   * Returns the mean over pixels and channels of the least squared error that any sample has
   * <em>there</em>: each pixel and channel picks its own sample, so no single sample need be near.
   * Its root is the figure that the ImageNet comparison of Ardizzone et al. 2019, "Guided image
   * generation with conditional invertible neural networks", calls MSE best of 8.
   *
   * @param truth the original, {@code [3*h*w]}
   * @param samples at least one colouring, each {@code [3*h*w]}
   * @return mean square in squared units of RGB, within [0,1]
   * @throws IllegalArgumentException when there is no sample or a length differs
   */
  public static double meanSquarePerPixel(float[] truth, List<float[]> samples) {
    requireSamples(truth, samples);
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (float[] sample : samples) {
        double d = (double) sample[i] - truth[i];
        least = Math.min(least, d * d);
      }
      sum += least;
    }
    return sum / truth.length;
  }

  /**
   * Returns the mean square error of the one sample that is nearest to the truth as a whole image.
   *
   * @param truth the original, {@code [3*h*w]}
   * @param samples at least one colouring, each {@code [3*h*w]}
   * @return mean square in squared units of RGB, within [0,1]
   * @throws IllegalArgumentException when there is no sample or a length differs
   */
  public static double meanSquarePerImage(float[] truth, List<float[]> samples) {
    requireSamples(truth, samples);
    double least = Double.POSITIVE_INFINITY;
    for (float[] sample : samples) {
      least = Math.min(least, RgbError.meanSquare(truth, sample));
    }
    return least;
  }

  private static void requireSamples(float[] truth, List<float[]> samples) {
    Checks.require(!samples.isEmpty(), "samples must be at least 1, got 0");
    for (float[] sample : samples) {
      RgbError.requireSameShape(truth, sample);
    }
  }
}
