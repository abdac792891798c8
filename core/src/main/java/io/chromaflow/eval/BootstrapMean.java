package io.chromaflow.eval;

import io.chromaflow.run.Checks;
import io.chromaflow.run.Seeds;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Means over images with error bars: the images are drawn again with replacement many times, and
 * the standard deviation of the resamples' means is the standard error.
 *
 * <p>Efron 1979, "Bootstrap methods: another look at the jackknife". The error is over the choice
 * of images, not over training runs.
 *
 * @param resamples how often the images are drawn again ({@code evaluate.bootstrap}), at least 2
 * @param seed from {@link Seeds}; one seed for all metrics of a set makes them share their
 *     resamples
 */
public record BootstrapMean(int resamples, long seed) {

  /**
   * Fewest images that get an error bar. The bootstrap's is too short by {@code 1 - sqrt((n-1)/n)},
   * which is more than a tenth below 6 images.
   */
  public static final int FEWEST_IMAGES = 6;

  /** Rejects too few resamples. */
  public BootstrapMean {
    Checks.require(resamples >= 2, "evaluate.bootstrap must be at least 2, got %d", resamples);
  }

  /**
   * Returns the mean with its standard error.
   *
   * @param values one figure an image, in a fixed order (the order decides the resamples)
   * @throws IllegalArgumentException when there is no value
   */
  public Estimate mean(double[] values) {
    return estimate(values, DoubleUnaryOperator.identity());
  }

  /**
   * Returns the root of the mean of the squares with its standard error: the figure of a set whose
   * images are pooled before the root is taken.
   *
   * @param values one root mean square an image, in a fixed order
   * @throws IllegalArgumentException when there is no value
   */
  public Estimate rootMeanSquare(double[] values) {
    return estimate(Arrays.stream(values).map(v -> v * v).toArray(), Math::sqrt);
  }

  private Estimate estimate(double[] values, DoubleUnaryOperator ofMean) {
    Checks.require(values.length > 0, "a mean needs at least 1 image, got 0");
    double value = ofMean.applyAsDouble(sum(values) / values.length);
    if (values.length < FEWEST_IMAGES) {
      return new Estimate(value, OptionalDouble.empty(), values.length);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] figures = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      figures[r] = ofMean.applyAsDouble(resampledMean(values, random));
    }
    return new Estimate(value, OptionalDouble.of(deviation(figures)), values.length);
  }

  private static double resampledMean(double[] values, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }

  private static double deviation(double[] figures) {
    double mean = sum(figures) / figures.length;
    double squares = 0;
    for (double figure : figures) {
      squares += (figure - mean) * (figure - mean);
    }
    return Math.sqrt(squares / (figures.length - 1));
  }

  /** Adds in index order, so that the result depends on the order and on nothing else. */
  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
