package io.chromaflow.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.factory.Nd4j;

/** A fully connected layer, {@code y = x W^T + b}, with x [N,in], W [out,in], y [N,out]. */
public final class Linear implements Layer {

  private final int out;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final Buffer output = new Buffer();
  private final Buffer inputGradient = new Buffer();
  private @Nullable INDArray input;

  private Linear(int out, Parameter weight, @Nullable Parameter bias) {
    this.out = out;
    this.weight = weight;
    this.bias = bias;
  }

  /** Declares a layer's weight and bias, {@code name.weight} and {@code name.bias}. */
  public static Linear of(Parameters parameters, String name, int in, int out, Initial initial) {
    Linear bare = withoutBias(parameters, name, in, out, initial);
    return new Linear(out, bare.weight, parameters.declare(name + ".bias", initial, out));
  }

  /** Declares a layer that only has a weight, {@code name.weight}. */
  public static Linear withoutBias(
      Parameters parameters, String name, int in, int out, Initial initial) {
    return new Linear(out, parameters.declare(name + ".weight", initial, out, in), null);
  }

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    INDArray y = output.of(x.dataType(), x.size(0), out);
    Nd4j.gemm(x, weight.value(), y, false, true, 1, 0);
    if (bias != null) {
      y.addiRowVector(bias.value());
    }
    return y;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray x = Objects.requireNonNull(input, "forward comes before backward");
    Nd4j.gemm(gradient, x, weight.gradient(), true, false, 1, 0);
    if (bias != null) {
      Nd4j.exec(new Sum(gradient, bias.gradient(), 0));
    }
    INDArray dx = inputGradient.like(x);
    return Nd4j.gemm(gradient, weight.value(), dx, false, false, 1, 0);
  }
}
