package io.chromaflow.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A differentiable map with a hand-written gradient.
 *
 * <p>Both results are buffers of the layer, valid until its next call of the same method. A layer
 * belongs to one thread.
 */
public interface Layer {

  /**
   * Applies the layer and keeps what {@link #backward} needs, by reference.
   *
   * @param x [N,C,H,W] or [N,C]; must not change until {@code backward}
   */
  INDArray forward(INDArray x);

  /**
   * Overwrites the gradients of the layer's parameters and returns that of its input.
   *
   * @param gradient dL/dy in the shape of the last {@code forward}'s result; may be overwritten
   * @return dL/dx in the shape of x
   */
  INDArray backward(INDArray gradient);
}
