package io.chromaflow.report;

import io.chromaflow.eval.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader wants them: as many digits as they are worth, a true minus sign. */
public final class Numbers {

  private static final int SIGNIFICANT = 4;
  private static final int MOST_DECIMALS = 6;

  /** Less is what rounding makes of no spread at all. */
  private static final double LEAST_ERROR = 1e-6;

  private Numbers() {}

  /**
   * Returns a value with four significant digits, at most six decimals.
   *
   * @param value any number; not a number and infinities become a dash
   */
  public static String format(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(SIGNIFICANT));
    return decimals(value, Math.max(0, Math.min(MOST_DECIMALS, rounded.scale())));
  }

  /**
   * Returns a figure with the digits that its error bar leaves, without the bar.
   *
   * @param estimate the figure
   */
  public static String value(Estimate estimate) {
    double error = estimate.standardError().orElse(0);
    return error >= LEAST_ERROR
        ? decimals(estimate.value(), decimalsOf(error))
        : format(estimate.value());
  }

  /**
   * Returns an error bar with two significant digits, or nothing when there is none.
   *
   * @param estimate the figure
   */
  public static String error(Estimate estimate) {
    double error = estimate.standardError().orElse(0);
    return error >= LEAST_ERROR ? "± " + decimals(error, decimalsOf(error)) : "";
  }

  /**
   * Returns a whole number with thousands apart, as in 12,800.
   *
   * @param count any whole number
   */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace('-', '−');
  }

  /** Rounds half up, as a reader would, to a fixed number of decimals. */
  static String decimals(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.toPlainString().replace('-', '−');
  }

  private static int decimalsOf(double error) {
    int scale = new BigDecimal(error).round(new MathContext(2)).scale();
    return Math.max(0, Math.min(MOST_DECIMALS, scale));
  }
}
