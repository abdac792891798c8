package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import io.chromaflow.run.Checks;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves each 2x2 block of pixels into channels: {@code y[(2 dy + dx) C + c, i, j] = x[c, 2i + dy,
 * 2j + dx]}, [N,C,H,W] to [N,4C,H/2,W/2]; the log-determinant is 0. The order of i-RevNet (Jacobsen
 * et al. 2018).
 */
final class Squeeze implements FlowStep {

  private final Buffer squeezed = new Buffer();
  private final Buffer spread = new Buffer();

  @Override
  public Mapped forward(INDArray x) {
    return Mapped.constant(squeeze(x), 0);
  }

  @Override
  public Mapped inverse(INDArray y) {
    return Mapped.constant(spread(y), 0);
  }

  @Override
  public INDArray backward(INDArray gradient, double logDetGradient) {
    return spread(gradient);
  }

  @Override
  public StepShape outputShape(StepShape input) {
    Checks.require(
        input.size() % 2 == 0 && !input.flat(),
        "squeeze and haar need an even image side, got %d",
        input.size());
    return new StepShape(4 * input.channels(), input.size() / 2);
  }

  private INDArray squeeze(INDArray x) {
    INDArray y = squeezed.of(x.dataType(), x.size(0), 4 * x.size(1), x.size(2) / 2, x.size(3) / 2);
    return reorder("space_to_depth", x, y);
  }

  private INDArray spread(INDArray y) {
    INDArray x = spread.of(y.dataType(), y.size(0), y.size(1) / 4, 2 * y.size(2), 2 * y.size(3));
    return reorder("depth_to_space", y, x);
  }

  private static INDArray reorder(String op, INDArray from, INDArray to) {
    Nd4j.exec(
        DynamicCustomOp.builder(op)
            .addInputs(from)
            .addOutputs(to)
            .addIntegerArguments(/* block */ 2, /* NCHW */ 0)
            .build());
    return to;
  }
}
