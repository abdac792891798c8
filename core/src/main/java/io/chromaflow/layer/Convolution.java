package io.chromaflow.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A 2-D convolution with bias, padded by half the kernel: {@code y = W * x + b}.
 *
 * <p>x is [N,in,H,W], W is OIHW, y is [N,out,H/stride,W/stride].
 */
public final class Convolution implements Layer {

  private final Shape shape;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final Buffer output = new Buffer();
  private final Buffer inputGradient = new Buffer();
  private @Nullable INDArray input;

  /**
   * The size of a convolution.
   *
   * @param in input channels
   * @param out output channels
   * @param kernel side of the kernel, odd, in pixels
   * @param stride step, in pixels
   */
  public record Shape(int in, int out, int kernel, int stride) {}

  private Convolution(Shape shape, Parameter weight, @Nullable Parameter bias) {
    this.shape = shape;
    this.weight = weight;
    this.bias = bias;
  }

  /** Declares a convolution's weight and bias, {@code name.weight} and {@code name.bias}. */
  public static Convolution of(Parameters parameters, String name, Shape shape, Initial initial) {
    Convolution bare = withoutBias(parameters, name, shape, initial);
    Parameter bias = parameters.declare(name + ".bias", initial, shape.out());
    return new Convolution(shape, bare.weight, bias);
  }

  /** Declares a convolution that only has a weight, {@code name.weight}. */
  public static Convolution withoutBias(
      Parameters parameters, String name, Shape shape, Initial initial) {
    Parameter weight =
        parameters.declare(
            name + ".weight", initial, shape.out(), shape.in(), shape.kernel(), shape.kernel());
    return new Convolution(shape, weight, null);
  }

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    INDArray y =
        output.of(
            x.dataType(),
            x.size(0),
            shape.out(),
            strided(x.size(2)),
            strided(x.size(3))); // [N,out,H/stride,W/stride]
    DynamicCustomOp.DynamicCustomOpsBuilder op = op("conv2d").addOutputs(y);
    Nd4j.exec(
        (bias == null
                ? op.addInputs(x, weight.value())
                : op.addInputs(x, weight.value(), bias.value()))
            .build());
    return y;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray x = Objects.requireNonNull(input, "forward comes before backward");
    INDArray dx = inputGradient.like(x);
    DynamicCustomOp.DynamicCustomOpsBuilder op = op("conv2d_bp");
    Nd4j.exec(
        (bias == null
                ? op.addInputs(x, weight.value(), gradient).addOutputs(dx, weight.gradient())
                : op.addInputs(x, weight.value(), bias.value(), gradient)
                    .addOutputs(dx, weight.gradient(), bias.gradient()))
            .build());
    return dx;
  }

  private long strided(long pixels) {
    return (pixels + shape.stride() - 1) / shape.stride();
  }

  /** The integer arguments of ND4J's conv2d: explicit padding, NCHW, weights OIHW. */
  private DynamicCustomOp.DynamicCustomOpsBuilder op(String name) {
    int k = shape.kernel();
    int s = shape.stride();
    int pad = k / 2;
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(k, k, s, s, pad, pad, 1, 1, /* explicit padding */ 0, 0, 1);
  }
}
