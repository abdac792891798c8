package io.chromaflow.color;

import com.typesafe.config.Config;
import io.chromaflow.run.Checks;
import java.io.Serializable;
import java.util.List;

/**
 * The normalisation that the flow sees: {@code v' = (v - offset) / scale}, channel by channel.
 *
 * <p>A carrier: it holds the arrays as given and is not to be compared or hashed.
 *
 * @param offsets of L, a and b, Lab units
 * @param scales of L, a and b, Lab units, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record LabScaling(double[] offsets, double[] scales) implements Serializable {

  private static final int L = 0;
  private static final int A = 1;
  private static final int B = 2;

  /** Rejects what is not three offsets and three positive scales. */
  public LabScaling {
    Checks.require(
        offsets.length == 3, "color.offsets must be 3 numbers (L, a, b), got %d", offsets.length);
    Checks.require(
        scales.length == 3, "color.scales must be 3 numbers (L, a, b), got %d", scales.length);
    for (double scale : scales) {
      Checks.require(scale > 0, "color.scales must be above 0 Lab units, got %s", scale);
    }
  }

  /**
   * Reads the section {@code color}.
   *
   * @param color with {@code offsets} and {@code scales}
   */
  public static LabScaling fromConfig(Config color) {
    return new LabScaling(
        numbers(color.getDoubleList("offsets")), numbers(color.getDoubleList("scales")));
  }

  /**
   * Returns normalised L.
   *
   * @param l Lab units, any length; not changed
   */
  public float[] normaliseL(float[] l) {
    float[] out = new float[l.length];
    normalise(L, l, out, 0, l.length);
    return out;
  }

  /**
   * Returns L in Lab units.
   *
   * @param l normalised, any length; not changed
   */
  public float[] denormaliseL(float[] l) {
    float[] out = new float[l.length];
    denormalise(L, l, out, 0, l.length);
    return out;
  }

  /**
   * Returns normalised ab.
   *
   * @param ab the plane of a, then the plane of b, Lab units, even length; not changed
   */
  public float[] normaliseAb(float[] ab) {
    float[] out = new float[ab.length];
    normalise(A, ab, out, 0, ab.length / 2);
    normalise(B, ab, out, ab.length / 2, ab.length);
    return out;
  }

  /**
   * Returns ab in Lab units.
   *
   * @param ab the normalised plane of a, then that of b, even length; not changed
   */
  public float[] denormaliseAb(float[] ab) {
    float[] out = new float[ab.length];
    denormalise(A, ab, out, 0, ab.length / 2);
    denormalise(B, ab, out, ab.length / 2, ab.length);
    return out;
  }

  private void normalise(int channel, float[] in, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = (float) ((in[i] - offsets[channel]) / scales[channel]);
    }
  }

  private void denormalise(int channel, float[] in, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = (float) (in[i] * scales[channel] + offsets[channel]);
    }
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
