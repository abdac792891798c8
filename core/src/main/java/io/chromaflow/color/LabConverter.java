package io.chromaflow.color;

import io.chromaflow.run.Checks;
import java.util.function.DoubleUnaryOperator;

/**
 * sRGB (D65, 2 degree observer) to CIELAB and back.
 *
 * <p>Two versions of one rule. {@link #labOf} and {@link #rgbOf} follow the formulas in double and
 * are what the others are tested against. The rest runs on every pixel of a data set: it looks the
 * transfer curves and the cube root up in tables. From 8-bit RGB it is within 1e-3 Lab units of the
 * formulas (measured over all 2^24 colours: 2.4e-4), back within 2e-5 of RGB in [0,1].
 *
 * <p>Stateless apart from constant tables; safe in any number of threads.
 */
public final class LabConverter {

  /** Linear sRGB to XYZ, rows X, Y, Z. */
  private static final double[][] TO_XYZ = {
    {.412453, .357580, .180423}, {.212671, .715160, .072169}, {.019334, .119193, .950227}
  };

  private static final double[][] FROM_XYZ = inverse(TO_XYZ);
  private static final double[] WHITE = {.95047, 1, 1.08883};

  // Relative XYZ to linear sRGB in float: fields, since an array read in the loop costs a check.
  private static final float R_X = (float) (FROM_XYZ[0][0] * WHITE[0]);
  private static final float R_Y = (float) (FROM_XYZ[0][1] * WHITE[1]);
  private static final float R_Z = (float) (FROM_XYZ[0][2] * WHITE[2]);
  private static final float G_X = (float) (FROM_XYZ[1][0] * WHITE[0]);
  private static final float G_Y = (float) (FROM_XYZ[1][1] * WHITE[1]);
  private static final float G_Z = (float) (FROM_XYZ[1][2] * WHITE[2]);
  private static final float B_X = (float) (FROM_XYZ[2][0] * WHITE[0]);
  private static final float B_Y = (float) (FROM_XYZ[2][1] * WHITE[1]);
  private static final float B_Z = (float) (FROM_XYZ[2][2] * WHITE[2]);

  /** Where the cube root of the lightness curve gives way to a line, in relative XYZ. */
  private static final double LINE_ENDS = .008856;

  /** The same point on the curve's other axis. */
  private static final double LINE_ENDS_AT = .2068966;

  private static final double LINE_SLOPE = 7.787;
  private static final double LINE_OFFSET = 16.0 / 116;

  /**
   * Cells of the tables over [0, 1]. At the steepest bend of either curve 16384 cells keep linear
   * interpolation within 3e-7 (curve f) and 1.1e-6 (transfer curve).
   */
  private static final int CELLS = 16384;

  /** {@code LINEAR_XYZ[3 * channel + axis][v]}: share of 8-bit value v in X, Y or Z over white. */
  private static final float[][] LINEAR_XYZ = linearXyz();

  private static final float[] CURVE = table(LabConverter::curve);
  private static final float[] ENCODE = table(LabConverter::encode);

  private LabConverter() {}

  /**
   * Converts one colour by the formulas.
   *
   * @param red in [0,1]; green and blue alike
   * @return L, a, b in Lab units
   */
  public static double[] labOf(double red, double green, double blue) {
    double[] linear = {decode(red), decode(green), decode(blue)};
    double[] f = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      f[axis] = curve(dot(TO_XYZ[axis], linear) / WHITE[axis]);
    }
    return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }

  /**
   * Converts one colour back by the formulas. L is clamped to [0,100], a and b to [-128,128].
   *
   * @param l Lab units; a and b alike
   * @return red, green, blue, clipped to [0,1]
   */
  public static double[] rgbOf(double l, double a, double b) {
    double fy = (clamp(l, 0, 100) + 16) / 116;
    double fx = clamp(a, -128, 128) / 500 + fy;
    double fz = Math.max(fy - clamp(b, -128, 128) / 200, 0);
    double[] xyz = {
      uncurve(fx) * WHITE[0], uncurve(fy) * WHITE[1], uncurve(fz) * WHITE[2],
    };
    double[] rgb = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      rgb[channel] = clamp(encode(dot(FROM_XYZ[channel], xyz)), 0, 1);
    }
    return rgb;
  }

  /**
   * Converts a picture.
   *
   * @param rgb interleaved 8-bit RGB, {@code [height * width * 3]}, rows from the top
   * @param width in pixels
   * @param height in pixels
   * @return new planes, within 1e-3 Lab units of {@link #labOf}
   */
  public static LabImage toLab(byte[] rgb, int width, int height) {
    int n = Math.multiplyExact(width, height);
    Checks.require(
        rgb.length == 3L * n,
        "RGB bytes of %dx%d must be %d, got %d",
        width,
        height,
        3L * n,
        rgb.length);
    LabImage lab = new LabImage(width, height, new float[n], new float[n], new float[n]);
    float[] l = lab.l();
    float[] a = lab.a();
    float[] b = lab.b();
    float[] rx = LINEAR_XYZ[0];
    float[] ry = LINEAR_XYZ[1];
    float[] rz = LINEAR_XYZ[2];
    float[] gx = LINEAR_XYZ[3];
    float[] gy = LINEAR_XYZ[4];
    float[] gz = LINEAR_XYZ[5];
    float[] bx = LINEAR_XYZ[6];
    float[] by = LINEAR_XYZ[7];
    float[] bz = LINEAR_XYZ[8];
    for (int i = 0, p = 0; i < n; i++, p += 3) {
      int red = rgb[p] & 0xFF;
      int green = rgb[p + 1] & 0xFF;
      int blue = rgb[p + 2] & 0xFF;
      float fx = look(CURVE, rx[red] + gx[green] + bx[blue]);
      float fy = look(CURVE, ry[red] + gy[green] + by[blue]);
      float fz = look(CURVE, rz[red] + gz[green] + bz[blue]);
      l[i] = Math.max(0, 116 * fy - 16);
      a[i] = 500 * (fx - fy);
      b[i] = 200 * (fy - fz);
    }
    return lab;
  }

  /**
   * Returns the lightness of a run of pixels, as {@link #toLab} gives it.
   *
   * @param rgb interleaved 8-bit RGB
   * @param from first pixel
   * @param l filled, one value a pixel, Lab units
   */
  public static void lightness(byte[] rgb, int from, float[] l) {
    for (int i = 0, p = 3 * from; i < l.length; i++, p += 3) {
      float y =
          LINEAR_XYZ[1][rgb[p] & 0xFF]
              + LINEAR_XYZ[4][rgb[p + 1] & 0xFF]
              + LINEAR_XYZ[7][rgb[p + 2] & 0xFF];
      l[i] = Math.max(0, 116 * look(CURVE, y) - 16);
    }
  }

  /**
   * Converts a picture back. L is clamped to [0,100], a and b to [-128,128]; colours outside sRGB
   * are clipped channel by channel, as the original does, which moves their lightness.
   *
   * @return planar RGB in [0,1], {@code [3 * height * width]}, within 2e-5 of {@link #rgbOf}
   */
  public static float[] toRgb(LabImage lab) {
    int n = lab.l().length;
    float[] rgb = new float[Math.multiplyExact(3, n)];
    float[] linear = new float[3];
    for (int i = 0; i < n; i++) {
      linear(lab.l()[i], lab.a()[i], lab.b()[i], linear);
      rgb[i] = look(ENCODE, unit(linear[0]));
      rgb[n + i] = look(ENCODE, unit(linear[1]));
      rgb[2 * n + i] = look(ENCODE, unit(linear[2]));
    }
    return rgb;
  }

  /**
   * Converts a picture back to bytes, each channel of {@link #toRgb} rounded to the nearest of 255.
   *
   * @return interleaved 8-bit RGB, {@code [height * width * 3]}
   */
  public static byte[] toRgbBytes(LabImage lab) {
    int n = lab.l().length;
    byte[] rgb = new byte[Math.multiplyExact(3, n)];
    float[] linear = new float[3];
    for (int i = 0; i < n; i++) {
      linear(lab.l()[i], lab.a()[i], lab.b()[i], linear);
      write(linear, rgb, 3 * i);
    }
    return rgb;
  }

  /**
   * Converts a run of pixels to bytes and keeps their lightness: a colour outside sRGB loses chroma
   * at its hue until it fits, where clipping would change its L by up to tens of units.
   *
   * @param l Lab units, one value a pixel; a and b alike
   * @param rgb interleaved 8-bit RGB, written from pixel {@code from}, rounded to nearest
   * @param from first pixel to write
   */
  public static void toRgbBytesKeepingLightness(
      float[] l, float[] a, float[] b, byte[] rgb, int from) {
    float[] linear = new float[3];
    for (int i = 0; i < l.length; i++) {
      linear(l[i], a[i], b[i], linear);
      if (!inGamut(linear)) {
        fitChroma(l[i], a[i], b[i], linear);
      }
      write(linear, rgb, 3 * (from + i));
    }
  }

  /** Halves the interval of chroma factors: eight steps are finer than a byte shows. */
  private static void fitChroma(float l, float a, float b, float[] linear) {
    float fits = 0;
    float exceeds = 1;
    for (int step = 0; step < 8; step++) {
      float middle = (fits + exceeds) / 2;
      linear(l, a * middle, b * middle, linear);
      if (inGamut(linear)) {
        fits = middle;
      } else {
        exceeds = middle;
      }
    }
    linear(l, a * fits, b * fits, linear);
  }

  /** Grays are up to 3e-5 outside by the constants' rounding; a byte's step is 3e-4 at black. */
  private static boolean inGamut(float[] linear) {
    float slack = 1e-4f;
    return Math.min(linear[0], Math.min(linear[1], linear[2])) >= -slack
        && Math.max(linear[0], Math.max(linear[1], linear[2])) <= 1 + slack;
  }

  /** Linear sRGB of one clamped colour; outside [0,1] where it has none. */
  private static void linear(float l, float a, float b, float[] out) {
    float fy = (Math.min(Math.max(l, 0), 100) + 16) / 116;
    float fx = Math.min(Math.max(a, -128), 128) / 500 + fy;
    float fz = Math.max(fy - Math.min(Math.max(b, -128), 128) / 200, 0);
    float x = uncurve(fx);
    float y = uncurve(fy);
    float z = uncurve(fz);
    out[0] = R_X * x + R_Y * y + R_Z * z;
    out[1] = G_X * x + G_Y * y + G_Z * z;
    out[2] = B_X * x + B_Y * y + B_Z * z;
  }

  private static void write(float[] linear, byte[] rgb, int at) {
    rgb[at] = (byte) (look(ENCODE, unit(linear[0])) * 255 + 0.5f);
    rgb[at + 1] = (byte) (look(ENCODE, unit(linear[1])) * 255 + 0.5f);
    rgb[at + 2] = (byte) (look(ENCODE, unit(linear[2])) * 255 + 0.5f);
  }

  private static float unit(float v) {
    return Math.min(Math.max(v, 0), 1);
  }

  private static float uncurve(float f) {
    return f > (float) LINE_ENDS_AT
        ? f * f * f
        : (f - (float) LINE_OFFSET) * (float) (1 / LINE_SLOPE);
  }

  private static double uncurve(double f) {
    return f > LINE_ENDS_AT ? f * f * f : (f - LINE_OFFSET) / LINE_SLOPE;
  }

  /** Reads a table between its points; t in [0,1], and up to one cell more. */
  private static float look(float[] table, float t) {
    float x = t * CELLS;
    int cell = (int) x;
    float low = table[cell];
    return low + (x - cell) * (table[cell + 1] - low);
  }

  private static double curve(double t) {
    return t > LINE_ENDS ? Math.cbrt(t) : LINE_SLOPE * t + LINE_OFFSET;
  }

  private static double decode(double v) {
    return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
  }

  private static double encode(double linear) {
    return linear <= .0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - .055;
  }

  private static double clamp(double v, double low, double high) {
    return Math.min(Math.max(v, low), high);
  }

  private static double dot(double[] u, double[] v) {
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  }

  private static float[][] linearXyz() {
    float[][] tables = new float[9][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int axis = 0; axis < 3; axis++) {
        for (int v = 0; v < 256; v++) {
          tables[3 * channel + axis][v] =
              (float) (TO_XYZ[axis][channel] * decode(v / 255.0) / WHITE[axis]);
        }
      }
    }
    return tables;
  }

  /** Two points beyond 1, since white's sum may round to just above it. */
  private static float[] table(DoubleUnaryOperator curve) {
    float[] table = new float[CELLS + 2];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) curve.applyAsDouble(i / (double) CELLS);
    }
    return table;
  }

  private static double[][] inverse(double[][] m) {
    double[][] adjugate = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int r = (j + 1) % 3;
        int s = (j + 2) % 3;
        int c = (i + 1) % 3;
        int d = (i + 2) % 3;
        adjugate[i][j] = m[r][c] * m[s][d] - m[r][d] * m[s][c];
      }
    }
    double[] firstColumn = {adjugate[0][0], adjugate[1][0], adjugate[2][0]};
    double determinant = dot(m[0], firstColumn);
    for (double[] row : adjugate) {
      for (int j = 0; j < 3; j++) {
        row[j] /= determinant;
      }
    }
    return adjugate;
  }
}
