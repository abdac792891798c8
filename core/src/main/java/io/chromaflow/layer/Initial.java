package io.chromaflow.layer;

import io.chromaflow.run.Seeds;
import java.util.SplittableRandom;

/**
 * How a parameter starts.
 *
 * @param kind the distribution
 * @param scale standard deviation of {@code NORMAL}, half-width of {@code UNIFORM}; 0 for {@code
 *     ZERO}
 */
public record Initial(Kind kind, double scale) {

  /** The distribution of a parameter's first values. */
  public enum Kind {
    /** All zero. */
    ZERO,
    /** N(0, scale^2). */
    NORMAL,
    /** U(-scale, scale). */
    UNIFORM
  }

  /** Returns a start at zero. */
  public static Initial zero() {
    return new Initial(Kind.ZERO, 0);
  }

  /** Returns a start at draws from N(0, {@code deviation}^2). */
  public static Initial normal(double deviation) {
    return new Initial(Kind.NORMAL, deviation);
  }

  /**
   * Returns PyTorch's default start of convolutions and linear layers, U(-1/sqrt(fan in),
   * 1/sqrt(fan in)) for weights and biases alike (Kaiming uniform with a = sqrt 5).
   *
   * @param fanIn inputs of one output: in channels times kernel area
   */
  public static Initial kaimingUniform(int fanIn) {
    return new Initial(Kind.UNIFORM, 1 / Math.sqrt(fanIn));
  }

  float[] draw(int count, long seed) {
    float[] values = new float[count];
    switch (kind) {
      case ZERO -> {}
      case NORMAL -> Seeds.gaussian(seed, values, scale);
      case UNIFORM -> {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
          values[i] = (float) ((2 * random.nextDouble() - 1) * scale);
        }
      }
    }
    return values;
  }
}
