package io.chromaflow.flow;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Views and sums along the channel axis, for [N,C,H,W] and [N,C] alike. */
final class Channels {

  private Channels() {}

  /** Returns the view of channels {@code from} up to but not including {@code to}. */
  static INDArray of(INDArray x, long from, long to) {
    INDArrayIndex channels = NDArrayIndex.interval(from, to);
    return x.rank() == 2
        ? x.get(NDArrayIndex.all(), channels)
        : x.get(NDArrayIndex.all(), channels, NDArrayIndex.all(), NDArrayIndex.all());
  }

  /** Returns the sum of each sample's elements, [N]. */
  static double[] sumPerSample(INDArray x) {
    return x.reshape(x.size(0), -1).sum(1).toDoubleVector();
  }

  /** Writes {@code y[:,i] = x[:,indices[i]]}. */
  static void gather(INDArray x, INDArray indices, INDArray y) {
    Nd4j.exec(
        DynamicCustomOp.builder("gather")
            .addInputs(x, indices)
            .addOutputs(y)
            .addIntegerArguments(/* axis */ 1)
            .build());
  }
}
