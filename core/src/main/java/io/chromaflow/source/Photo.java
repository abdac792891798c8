package io.chromaflow.source;

import io.chromaflow.run.Checks;

/**
 * An upright picture in 8-bit sRGB.
 *
 * <p>A carrier: it holds the array as given and is not to be compared or hashed.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb interleaved red, green, blue, {@code [height * width * 3]}, rows from the top
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Photo(int width, int height, byte[] rgb) {

  /** Rejects bytes that do not fit the size. */
  public Photo {
    Checks.require(
        width >= 1 && height >= 1 && 3L * width * height == rgb.length,
        "photo of %dx%d needs 3 bytes a pixel, got %d",
        width,
        height,
        rgb.length);
  }
}
