package io.chromaflow.shard;

import io.chromaflow.run.Checks;
import io.chromaflow.run.DataException;

/**
 * Lab planes as bytes of a table: 16-bit fixed point, little-endian.
 *
 * <p>L is unsigned over [0,100], a and b are signed over [-128,128) at 1/256. A value in range
 * comes back within {@link #L_ERROR} and {@link #AB_ERROR} Lab units, and what was decoded encodes
 * to the same bytes. Values out of range are clamped.
 */
public final class ShardCodec {

  /** Largest error of L in range, Lab units. */
  public static final float L_ERROR = 7.7e-4f;

  /** Largest error of a or b within [-128, 127.996], Lab units. */
  public static final float AB_ERROR = 1.96e-3f;

  private static final float L_STEPS = 65535f / 100;
  private static final float AB_STEPS = 256;

  private ShardCodec() {}

  /**
   * Encodes lightness.
   *
   * @param l Lab units
   * @return two bytes a value
   * @throws IllegalArgumentException at a value that is not a number
   */
  public static byte[] encodeL(float[] l) {
    byte[] bytes = new byte[2 * l.length];
    for (int i = 0; i < l.length; i++) {
      requireNumber("L", l[i], i);
      put(bytes, i, Math.min(Math.max(Math.round(l[i] * L_STEPS), 0), 65535));
    }
    return bytes;
  }

  /**
   * Encodes colour.
   *
   * @param ab Lab units
   * @return two bytes a value
   * @throws IllegalArgumentException at a value that is not a number
   */
  public static byte[] encodeAb(float[] ab) {
    byte[] bytes = new byte[2 * ab.length];
    for (int i = 0; i < ab.length; i++) {
      requireNumber("ab", ab[i], i);
      put(
          bytes,
          i,
          Math.min(Math.max(Math.round(ab[i] * AB_STEPS), Short.MIN_VALUE), Short.MAX_VALUE));
    }
    return bytes;
  }

  /**
   * Decodes lightness.
   *
   * @param bytes from {@link #encodeL}
   * @param count values expected
   * @return Lab units, {@code [count]}
   * @throws DataException of kind {@code bad-row} when the length differs
   */
  public static float[] decodeL(byte[] bytes, int count) {
    requireLength("l", bytes, count);
    float[] l = new float[count];
    for (int i = 0; i < count; i++) {
      l[i] = (get(bytes, i) & 0xFFFF) / L_STEPS;
    }
    return l;
  }

  /**
   * Decodes colour.
   *
   * @param bytes from {@link #encodeAb}
   * @param count values expected
   * @return Lab units, {@code [count]}
   * @throws DataException of kind {@code bad-row} when the length differs
   */
  public static float[] decodeAb(byte[] bytes, int count) {
    requireLength("ab", bytes, count);
    float[] ab = new float[count];
    for (int i = 0; i < count; i++) {
      ab[i] = get(bytes, i) / AB_STEPS;
    }
    return ab;
  }

  private static void put(byte[] bytes, int i, int value) {
    bytes[2 * i] = (byte) value;
    bytes[2 * i + 1] = (byte) (value >> 8);
  }

  private static short get(byte[] bytes, int i) {
    return (short) ((bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] << 8));
  }

  private static void requireNumber(String channel, float value, int index) {
    Checks.require(!Float.isNaN(value), "%s must be a number, got NaN at index %d", channel, index);
  }

  private static void requireLength(String column, byte[] bytes, int count) {
    if (bytes.length != 2 * count) {
      throw new DataException(
          "bad-row",
          String.format(
              "column %s must hold %d bytes (%d values), got %d; prepare the table again",
              column, 2 * count, count, bytes.length));
    }
  }
}
