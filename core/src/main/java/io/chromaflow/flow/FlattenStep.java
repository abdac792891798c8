package io.chromaflow.flow;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns images into vectors in CHW order, [N,C,H,W] to [N,CHW]; the log-determinant is 0. */
final class FlattenStep implements FlowStep {

  private final StepShape input;

  /** Makes a flattening of samples of the given size. */
  FlattenStep(StepShape input) {
    this.input = input;
  }

  @Override
  public Mapped forward(INDArray x) {
    return Mapped.constant(x.reshape('c', x.size(0), input.length()), 0);
  }

  @Override
  public Mapped inverse(INDArray y) {
    return Mapped.constant(y.reshape('c', input.batch(y.size(0))), 0);
  }

  @Override
  public INDArray backward(INDArray gradient, double logDetGradient) {
    return gradient.reshape('c', input.batch(gradient.size(0)));
  }

  @Override
  public StepShape outputShape(StepShape shape) {
    return new StepShape(shape.length(), 0);
  }
}
