package io.chromaflow.shard;

import io.chromaflow.color.LabScaling;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Means and standard deviations of L, a and b over tensors, from sums in double.
 *
 * <p>Sums depend on their order: add tensors and merge parts in a fixed one.
 */
public final class ChannelSums implements Serializable {

  private static final String[] CHANNELS = {"l", "a", "b"};

  private long pixels;
  private final double[] sums = new double[CHANNELS.length];
  private final double[] squares = new double[CHANNELS.length];

  /**
   * Adds a tensor.
   *
   * @param l {@code [n]}, Lab units
   * @param ab {@code [2 * n]}, the plane of a, then of b, Lab units
   */
  public void add(float[] l, float[] ab) {
    pixels += l.length;
    add(0, l, 0, l.length);
    add(1, ab, 0, l.length);
    add(2, ab, l.length, 2 * l.length);
  }

  /** Adds what another has seen. */
  public void merge(ChannelSums other) {
    pixels += other.pixels;
    for (int c = 0; c < CHANNELS.length; c++) {
      sums[c] += other.sums[c];
      squares[c] += other.squares[c];
    }
  }

  /**
   * Returns {@code train.<channel>.mean} and {@code .std} in Lab units for l, a and b, and the same
   * as {@code .normalised-mean} and {@code .normalised-std}; standard deviations are of the
   * population. Empty when no tensor was added.
   *
   * @param scaling the normalisation
   */
  public SortedMap<String, Double> statistics(LabScaling scaling) {
    SortedMap<String, Double> statistics = new TreeMap<>();
    if (pixels == 0) {
      return statistics;
    }
    for (int c = 0; c < CHANNELS.length; c++) {
      double mean = sums[c] / pixels;
      double std = Math.sqrt(Math.max(squares[c] / pixels - mean * mean, 0));
      String name = "train." + CHANNELS[c];
      statistics.put(name + ".mean", mean);
      statistics.put(name + ".std", std);
      statistics.put(
          name + ".normalised-mean", (mean - scaling.offsets()[c]) / scaling.scales()[c]);
      statistics.put(name + ".normalised-std", std / scaling.scales()[c]);
    }
    return statistics;
  }

  private void add(int channel, float[] values, int from, int to) {
    double sum = 0;
    double square = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      sum += value;
      square += value * value;
    }
    sums[channel] += sum;
    squares[channel] += square;
  }
}
