package io.chromaflow.eval;

import io.chromaflow.run.Checks;

/**
 * Turns the training loss into bits per dimension of colour.
 *
 * <p>The loss is {@code n = (|z|^2 / 2 - log|det dz/dv'|) / D}, in <em>nats per dimension of
 * normalised ab without the constant</em> {@code ln(2 pi) / 2}; {@code v' = (v - offset) / scale}
 * is normalised ab, v is ab in Lab units and D counts the values of ab (two a pixel). The density
 * of v' has {@code -ln p(v') / D = n + ln(2 pi) / 2}. Scaling is part of the map from v to z, so
 * its share of the log-determinant belongs in: {@code -ln p(v) / D = n + ln(2 pi) / 2 + (ln scale_a
 * + ln scale_b) / 2}, a and b having equally many dimensions. Divided by ln 2 these are bits.
 *
 * <p>A density has a unit: here one over the volume of a <em>unit cell of side 1 Lab unit</em> in
 * each dimension. The figure is what naming one such cell costs where the density is even across
 * it; cells of half the side cost one bit per dimension more. It may be negative, and it is no
 * figure for RGB bytes.
 *
 * @param scaleA scale of a, Lab units, above 0
 * @param scaleB scale of b, Lab units, above 0
 */
public record BitsPerDim(double scaleA, double scaleB) {

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Rejects scales that are no scales. */
  public BitsPerDim {
    Checks.require(
        scaleA > 0 && scaleB > 0,
        "color.scales of a and b must be above 0 Lab units, got %s and %s",
        scaleA,
        scaleB);
  }

  /**
   * Returns bits per dimension of ab against a cell of side 1 Lab unit.
   *
   * @param nllPerDim nats per dimension of normalised ab, without the constant
   */
  public double of(double nllPerDim) {
    double perScale = (Math.log(scaleA) + Math.log(scaleB)) / 2;
    return (nllPerDim + HALF_LOG_TWO_PI + perScale) / Math.log(2);
  }
}
