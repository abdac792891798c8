package io.chromaflow.flow;

/**
 * The size of one sample between two steps.
 *
 * @param channels channels, or the length of a flattened sample
 * @param size side in pixels; 0 once flattened
 */
public record StepShape(int channels, int size) {

  /** Returns whether samples are vectors. */
  public boolean flat() {
    return size == 0;
  }

  /** Returns the number of elements of a sample. */
  public int length() {
    return flat() ? channels : channels * size * size;
  }

  /** Returns the shape of a batch, [N,C,H,W] or [N,D]. */
  long[] batch(long n) {
    return flat() ? new long[] {n, channels} : new long[] {n, channels, size, size};
  }
}
