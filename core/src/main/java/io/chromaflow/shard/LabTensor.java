package io.chromaflow.shard;

import io.chromaflow.run.Checks;

/**
 * One view of one image, as the flow trains on it.
 *
 * <p>A carrier: it holds the arrays as given and is not to be compared or hashed.
 *
 * @param imageId content hash of the image file
 * @param source where the image came from, relative to the input
 * @param split what the image is for
 * @param view 0 is the centre crop, others are random-resized crops
 * @param originalWidth of the upright photo, in pixels
 * @param originalHeight of the upright photo, in pixels
 * @param size side of the tensors, in pixels
 * @param l {@code [size * size]}, Lab units
 * @param ab {@code [2 * size * size]}, the plane of a, then of b, Lab units
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record LabTensor(
    String imageId,
    String source,
    Split split,
    int view,
    int originalWidth,
    int originalHeight,
    int size,
    float[] l,
    float[] ab) {

  /** Rejects planes that do not fit the size. */
  public LabTensor {
    Checks.require(
        l.length == size * size && ab.length == 2 * size * size,
        "tensor of %s at size %d needs %d values of L and %d of ab, got %d and %d",
        imageId,
        size,
        size * size,
        2 * size * size,
        l.length,
        ab.length);
  }
}
