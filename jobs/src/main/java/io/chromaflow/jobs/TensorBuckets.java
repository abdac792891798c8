package io.chromaflow.jobs;

import org.apache.spark.Partitioner;

/**
 * Which file of the table an image goes to: equal ranges of its content hash. Files, and the table
 * over all of them, are so sorted by image id, however the work was divided.
 */
final class TensorBuckets extends Partitioner {

  private static final int DIGITS = 8;

  private final int count;

  /**
   * Makes the ranges.
   *
   * @param rows of the table
   * @param rowsPerFile aimed at
   */
  TensorBuckets(long rows, int rowsPerFile) {
    this.count = (int) Math.max(1, (rows + rowsPerFile - 1) / rowsPerFile);
  }

  @Override
  public int numPartitions() {
    return count;
  }

  /**
   * Returns the index of a row's file.
   *
   * @param key starts with the image id
   */
  @Override
  public int getPartition(Object key) {
    long hash = Long.parseLong(((String) key).substring(0, DIGITS), 16);
    return (int) ((hash * count) >>> (4 * DIGITS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorBuckets buckets && buckets.count == count;
  }

  @Override
  public int hashCode() {
    return count;
  }
}
