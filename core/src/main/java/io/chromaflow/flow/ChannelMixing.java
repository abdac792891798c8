package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import io.chromaflow.run.Checks;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fixed matrix applied to the channels of each pixel, {@code y = A x}: a 1x1 convolution that is
 * not trained. The log-determinant is {@code H W log|det A|}.
 */
final class ChannelMixing implements FlowStep {

  private final double[][] matrix;
  private final double[][] inverse;
  private final double logAbsDet;
  private final Map<DataType, Kernels> kernels = new HashMap<>();
  private final Buffer mixed = new Buffer();
  private final Buffer unmixed = new Buffer();

  /**
   * Makes a mixing.
   *
   * @param matrix A, [C,C], invertible
   * @param inverse its inverse
   * @param logAbsDet log|det A|, in nats for each pixel
   */
  ChannelMixing(double[][] matrix, double[][] inverse, double logAbsDet) {
    this.matrix = matrix;
    this.inverse = inverse;
    this.logAbsDet = logAbsDet;
  }

  @Override
  public Mapped forward(INDArray x) {
    return Mapped.constant(mix(x, of(x).forward(), mixed), pixels(x) * logAbsDet);
  }

  @Override
  public Mapped inverse(INDArray y) {
    return Mapped.constant(mix(y, of(y).inverse(), unmixed), -pixels(y) * logAbsDet);
  }

  @Override
  public INDArray backward(INDArray gradient, double logDetGradient) {
    return mix(gradient, of(gradient).transposed(), unmixed);
  }

  @Override
  public StepShape outputShape(StepShape input) {
    Checks.require(
        input.channels() == matrix.length,
        "mixing of %d channels cannot take %d",
        matrix.length,
        input.channels());
    return input;
  }

  private static double pixels(INDArray x) {
    return x.size(2) * (double) x.size(3);
  }

  private static INDArray mix(INDArray x, INDArray kernel, Buffer out) {
    INDArray y = out.like(x);
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(x, kernel)
            .addOutputs(y)
            .addIntegerArguments(1, 1, 1, 1, 0, 0, 1, 1, 0, /* NCHW */ 0, /* OIHW */ 1)
            .build());
    return y;
  }

  private Kernels of(INDArray x) {
    return kernels.computeIfAbsent(
        x.dataType(),
        type ->
            new Kernels(
                kernel(matrix, type), kernel(inverse, type), kernel(transpose(matrix), type)));
  }

  private static INDArray kernel(double[][] a, DataType type) {
    INDArray kernel = Nd4j.createUninitializedDetached(type, a.length, a.length, 1, 1);
    for (int o = 0; o < a.length; o++) {
      for (int i = 0; i < a.length; i++) {
        kernel.putScalar(new long[] {o, i, 0, 0}, a[o][i]);
      }
    }
    return kernel;
  }

  private static double[][] transpose(double[][] a) {
    double[][] t = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  /** The three maps as OIHW kernels [C,C,1,1]. */
  private record Kernels(INDArray forward, INDArray inverse, INDArray transposed) {}
}
