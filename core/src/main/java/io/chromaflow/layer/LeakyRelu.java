package io.chromaflow.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code y = x} where x is above 0, else {@code slope * x}; slope 0 is ReLU. Works in place: its
 * result overwrites its input, and its gradient the gradient that it is given.
 */
public final class LeakyRelu implements Layer {

  private final double slope;
  private @Nullable INDArray output;

  /**
   * Makes an activation.
   *
   * @param slope the factor below 0, from 0 up to but not including 1
   */
  public LeakyRelu(double slope) {
    this.slope = slope;
  }

  @Override
  public INDArray forward(INDArray x) {
    if (slope == 0) {
      Nd4j.exec(
          DynamicCustomOp.builder("relu")
              .addInputs(x)
              .addOutputs(x)
              .addFloatingPointArguments(0.0)
              .build());
    } else {
      Nd4j.exec(new LeakyReLU(x, x, slope));
    }
    output = x;
    return x;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray y = Objects.requireNonNull(output, "forward comes before backward");
    // The sign of y is the sign of x, so the result serves where the formula asks for the input.
    Nd4j.exec(
        DynamicCustomOp.builder(slope == 0 ? "relu_bp" : "lrelu_bp")
            .addInputs(y, gradient)
            .addOutputs(gradient)
            .addFloatingPointArguments(slope)
            .build());
    return gradient;
  }
}
