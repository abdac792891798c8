package io.chromaflow.flow;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One invertible, differentiable step of a flow.
 *
 * <p>The log-determinant always belongs to the map just applied, so those of a forward and the
 * inverse map sum to zero. Results are buffers of the step, valid until its next call. A step
 * belongs to one thread; arguments are never changed unless said.
 */
public sealed interface FlowStep
    permits CouplingBlock,
        HaarDownsampling,
        Squeeze,
        ChannelPermutation,
        ChannelMixing,
        FlattenStep {

  /**
   * Maps towards the latents and keeps what {@link #backward} needs, by reference.
   *
   * @param x [N,C,H,W], or [N,D] after flattening; must not change until {@code backward}
   */
  Mapped forward(INDArray x);

  /**
   * Maps towards the image.
   *
   * @param y in the shape of {@code forward}'s result
   */
  Mapped inverse(INDArray y);

  /**
   * Overwrites the gradients of the step's parameters and returns that of its input.
   *
   * @param gradient dL/dy; may be overwritten
   * @param logDetGradient dL/d(log-determinant) of each sample, the same for all
   * @return dL/dx
   */
  INDArray backward(INDArray gradient, double logDetGradient);

  /** Returns the size of the result for an input of the given size. */
  StepShape outputShape(StepShape input);
}
