package io.chromaflow.color;

import io.chromaflow.run.Checks;
import java.util.Arrays;

/**
 * A picture in CIELAB (D65, 2 degree observer), one plane a channel, rows from the top.
 *
 * <p>A carrier: it holds the arrays as given and is not to be compared or hashed.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param l lightness, {@code [height * width]}, Lab units, 0 to 100 for colours of sRGB
 * @param a green to red, {@code [height * width]}, Lab units, about -86 to 98 for colours of sRGB
 * @param b blue to yellow, {@code [height * width]}, Lab units, about -108 to 95 for colours of
 *     sRGB
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record LabImage(int width, int height, float[] l, float[] a, float[] b) {

  /** Rejects planes that do not fit the size. */
  public LabImage {
    Checks.require(
        width >= 1 && height >= 1, "Lab image must be at least 1x1, got %dx%d", width, height);
    Checks.require(
        (long) width * height == l.length && l.length == a.length && l.length == b.length,
        "Lab planes of %dx%d need %d values each, got %d, %d and %d",
        width,
        height,
        (long) width * height,
        l.length,
        a.length,
        b.length);
  }

  /** Returns a new array of the plane of a, then of b, {@code [2 * height * width]}. */
  public float[] ab() {
    float[] ab = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, ab, a.length, b.length);
    return ab;
  }
}
