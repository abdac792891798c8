package io.chromaflow.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Means of square windows that do not overlap, [N,C,H,W] to [N,C,H/k,W/k]. */
public final class AveragePooling implements Layer {

  private final int window;
  private final Buffer output = new Buffer();
  private final Buffer inputGradient = new Buffer();
  private @Nullable INDArray input;

  /** Makes a pooling over windows of {@code window} x {@code window} pixels. */
  public AveragePooling(int window) {
    this.window = window;
  }

  @Override
  public INDArray forward(INDArray x) {
    input = x;
    INDArray y =
        output.of(x.dataType(), x.size(0), x.size(1), x.size(2) / window, x.size(3) / window);
    Nd4j.exec(op("avgpool2d").addInputs(x).addOutputs(y).build());
    return y;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray x = Objects.requireNonNull(input, "forward comes before backward");
    INDArray dx = inputGradient.like(x);
    Nd4j.exec(op("avgpool2d_bp").addInputs(x, gradient).addOutputs(dx).build());
    return dx;
  }

  private DynamicCustomOp.DynamicCustomOpsBuilder op(String name) {
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(window, window, window, window, 0, 0, 1, 1, 0, 1, /* NCHW */ 0);
  }
}
