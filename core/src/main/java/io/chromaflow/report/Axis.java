package io.chromaflow.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis that ends on round numbers.
 *
 * @param low smallest value shown
 * @param high largest value shown, above {@code low}
 * @param step distance of two ticks
 */
record Axis(double low, double high, double step) {

  /**
   * Returns the axis that covers a range.
   *
   * @param least smallest value
   * @param most largest value
   * @param ticks about how many ticks there is room for, at least 2
   */
  static Axis covering(double least, double most, int ticks) {
    double range = most > least ? most - least : Math.max(1, Math.abs(least));
    double step = roundUp(range / ticks);
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(most / step) * step;
    return new Axis(low, high > low ? high : low + step, step);
  }

  /** Returns where a value lies, 0 at the low end and 1 at the high end. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** Returns the ticks from low to high. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (long i = 0; i <= count; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** Returns the decimals that tell two ticks apart. */
  int decimals() {
    return Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double roundUp(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (int digit : new int[] {1, 2, 5}) {
      if (step <= digit * power * (1 + 1e-9)) {
        return digit * power;
      }
    }
    return 10 * power;
  }
}
