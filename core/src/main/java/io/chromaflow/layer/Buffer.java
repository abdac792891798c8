package io.chromaflow.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A native array that its owner writes again and again. It is made anew only when the shape or the
 * type changes, outside of any workspace, so that a warm step allocates nothing.
 */
public final class Buffer {

  private @Nullable INDArray array;

  /**
   * Returns the array in the wanted shape; its contents are those of the last use, or undefined.
   *
   * @param type element type, float or double
   * @param shape any rank
   */
  public INDArray of(DataType type, long... shape) {
    INDArray current = array;
    if (current != null && current.dataType() == type && sameShape(current.shape(), shape)) {
      return current;
    }
    INDArray fresh = Nd4j.createUninitializedDetached(type, shape);
    array = fresh;
    return fresh;
  }

  /** Returns the array in the shape and type of another. */
  public INDArray like(INDArray other) {
    return of(other.dataType(), other.shape());
  }

  private static boolean sameShape(long[] a, long[] b) {
    return Arrays.equals(a, b);
  }
}
