package io.chromaflow.eval;

import io.chromaflow.run.Checks;

/**
 * What a model that knows only the average colour scores: one Gaussian for every a and one for
 * every b, the same at each pixel whatever the lightness. A flow that is not clearly below has
 * learnt nothing.
 *
 * @param meanA mean of normalised a over the training pixels
 * @param meanB mean of normalised b over the training pixels
 * @param deviationA standard deviation of normalised a over the training pixels, above 0
 * @param deviationB standard deviation of normalised b over the training pixels, above 0
 */
public record GaussianBaseline(double meanA, double meanB, double deviationA, double deviationB) {

  /** Rejects deviations that leave no density. */
  public GaussianBaseline {
    Checks.require(
        deviationA > 0 && deviationB > 0,
        "standard deviations of ab must be above 0, got %s and %s; the training photos have no"
            + " colour",
        deviationA,
        deviationB);
  }

  /**
   * Returns the negative log-likelihood of one image in the convention of the training loss: nats
   * per dimension of normalised ab, without the constant {@code ln(2 pi) / 2}.
   *
   * @param ab normalised ab, {@code [2*h*w]}, all of a before all of b
   * @throws IllegalArgumentException when the length is odd or zero
   */
  public double nllPerDim(float[] ab) {
    Checks.require(
        ab.length > 0 && ab.length % 2 == 0,
        "ab must have two values a pixel and at least one pixel, got %d values",
        ab.length);
    int pixels = ab.length / 2;
    double a = channel(ab, 0, pixels, meanA, deviationA);
    double b = channel(ab, pixels, 2 * pixels, meanB, deviationB);
    return (a + b) / 2;
  }

  /** Mean over one channel of {@code (v - mean)^2 / (2 deviation^2) + ln deviation}. */
  private static double channel(float[] ab, int from, int to, double mean, double deviation) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      double z = (ab[i] - mean) / deviation;
      squares += z * z;
    }
    return 0.5 * squares / (to - from) + Math.log(deviation);
  }
}
