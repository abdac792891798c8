package io.chromaflow.run;

import java.io.Serializable;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Every random number of a run, as a function of what it is for: never of a partition, a thread or
 * the order of work.
 *
 * @param runSeed the seed of the whole run ({@code run.seed})
 */
public record Seeds(long runSeed) implements Serializable {

  /**
   * Returns the seed of one image's purpose.
   *
   * @param purpose what the numbers are for, such as {@code colorize}
   * @param imageId content hash of the image, or another stable name
   * @param sample sample index, at least 0
   * @param epoch epoch or round, at least 0
   */
  public long seed(String purpose, String imageId, int sample, int epoch) {
    long h = mix(runSeed + 0x9E3779B97F4A7C15L);
    h = mix(h ^ hash(purpose));
    h = mix(h ^ hash(imageId));
    h = mix(h + 0x9E3779B97F4A7C15L * (sample + 1L));
    return mix(h + 0xD1B54A32D192ED03L * (epoch + 1L));
  }

  /**
   * Fills an array with draws from N(0, 1), the same on every machine.
   *
   * <p>Polar method: Marsaglia and Bray 1964, "A convenient method for generating normal
   * variables"; {@link StrictMath} keeps the bytes equal everywhere.
   *
   * @param seed from {@link #seed}
   * @param out filled, any length
   * @param scale factor on each draw (a temperature)
   */
  public static void gaussian(long seed, float[] out, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    int i = 0;
    while (i < out.length) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s >= 1 || s == 0) {
        continue;
      }
      double radius = StrictMath.sqrt(-2 * StrictMath.log(s) / s) * scale;
      out[i++] = (float) (u * radius);
      if (i < out.length) {
        out[i++] = (float) (v * radius);
      }
    }
  }

  /** FNV-1a over the characters, 64 bits. */
  private static long hash(String text) {
    Objects.requireNonNull(text, "text");
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
    }
    return h;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
