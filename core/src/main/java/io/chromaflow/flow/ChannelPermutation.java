package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reorders channels, {@code y[:,i] = x[:,order[i]]}; the log-determinant is 0. */
final class ChannelPermutation implements FlowStep {

  private final INDArray order;
  private final INDArray inverseOrder;
  private final Buffer permuted = new Buffer();
  private final Buffer restored = new Buffer();

  /** Makes a permutation from a permutation of 0 to C-1. */
  ChannelPermutation(int[] order) {
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    this.order = Nd4j.createFromArray(order);
    this.inverseOrder = Nd4j.createFromArray(back);
  }

  /** Returns the original's permutation of n channels: {@link NumpyPermutation} of the seed. */
  static ChannelPermutation ofSeed(int seed, int channels) {
    return new ChannelPermutation(NumpyPermutation.of(seed, channels));
  }

  @Override
  public Mapped forward(INDArray x) {
    return Mapped.constant(gather(x, order, permuted), 0);
  }

  @Override
  public Mapped inverse(INDArray y) {
    return Mapped.constant(gather(y, inverseOrder, restored), 0);
  }

  @Override
  public INDArray backward(INDArray gradient, double logDetGradient) {
    return gather(gradient, inverseOrder, restored);
  }

  @Override
  public StepShape outputShape(StepShape input) {
    return input;
  }

  private static INDArray gather(INDArray x, INDArray indices, Buffer out) {
    INDArray y = out.like(x);
    Channels.gather(x, indices, y);
    return y;
  }
}
