package io.chromaflow.render;

import io.chromaflow.run.Checks;

/**
 * Colour planes from the flow's size to a photo's: bilinear between pixel centres, held at the
 * edges (what deep-learning tools call {@code align_corners=False}). The aspect may differ.
 */
public final class AbUpsampling {

  private AbUpsampling() {}

  /**
   * Resamples both planes.
   *
   * @param ab {@code [2 * lowHeight * lowWidth]}, the plane of a, then of b, any unit
   * @param lowWidth of the planes given, in pixels
   * @param lowHeight of the planes given, in pixels
   * @param width wanted, in pixels
   * @param height wanted, in pixels
   * @return {@code [2 * height * width]}
   */
  public static float[] bilinear(float[] ab, int lowWidth, int lowHeight, int width, int height) {
    Rows rows = new Rows(ab, lowWidth, lowHeight, width, height);
    int n = Math.multiplyExact(width, height);
    float[] out = new float[Math.multiplyExact(2, n)];
    float[] row = new float[width];
    for (int channel = 0; channel < 2; channel++) {
      for (int y = 0; y < height; y++) {
        rows.read(channel, y, row);
        System.arraycopy(row, 0, out, channel * n + y * width, width);
      }
    }
    return out;
  }

  /** Resamples row by row, so that the whole result need never exist. */
  static final class Rows {
    private final float[] ab;
    private final int lowWidth;
    private final int lowHeight;
    private final Axis columns;
    private final Axis lines;

    Rows(float[] ab, int lowWidth, int lowHeight, int width, int height) {
      Checks.require(
          ab.length == 2L * lowWidth * lowHeight,
          "ab of %dx%d needs %d values, got %d",
          lowWidth,
          lowHeight,
          2L * lowWidth * lowHeight,
          ab.length);
      this.ab = ab;
      this.lowWidth = lowWidth;
      this.lowHeight = lowHeight;
      this.columns = new Axis(lowWidth, width);
      this.lines = new Axis(lowHeight, height);
    }

    /**
     * Fills one row.
     *
     * @param channel 0 is a, 1 is b
     * @param y row of the result
     * @param out {@code [width]}
     */
    void read(int channel, int y, float[] out) {
      int plane = channel * lowWidth * lowHeight;
      int upper = plane + lines.low[y] * lowWidth;
      int lower = plane + lines.high[y] * lowWidth;
      float down = lines.share[y];
      for (int x = 0; x < out.length; x++) {
        int left = columns.low[x];
        int right = columns.high[x];
        float across = columns.share[x];
        float top = ab[upper + left] + across * (ab[upper + right] - ab[upper + left]);
        float bottom = ab[lower + left] + across * (ab[lower + right] - ab[lower + left]);
        out[x] = top + down * (bottom - top);
      }
    }
  }

  /** For each position of the result: its two neighbours, and the share of the second. */
  private static final class Axis {
    private final int[] low;
    private final int[] high;
    private final float[] share;

    private Axis(int from, int to) {
      low = new int[to];
      high = new int[to];
      share = new float[to];
      double scale = (double) from / to;
      for (int i = 0; i < to; i++) {
        double centre = Math.max((i + 0.5) * scale - 0.5, 0);
        low[i] = Math.min((int) centre, from - 1);
        high[i] = Math.min(low[i] + 1, from - 1);
        share[i] = (float) (centre - low[i]);
      }
    }
  }
}
