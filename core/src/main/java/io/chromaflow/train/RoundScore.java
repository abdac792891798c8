package io.chromaflow.train;

import io.chromaflow.condition.Cinn;
import io.chromaflow.shard.LabTensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Scores parameters on fixed images, since DL4J's Spark masters report no loss. */
public final class RoundScore {

  private static final int BATCH = 16;

  private final Cinn network;
  private final TrainingBatch batches;

  /** Makes a scorer with a network of its own. */
  public RoundScore(Cinn network, TrainingBatch batches) {
    this.network = network;
    this.batches = batches;
  }

  /**
   * Returns the mean negative log-likelihood, nats per dimension; not a number when the network has
   * diverged.
   *
   * @param parameters [P] or [1,P]
   * @param images at least one
   */
  public double of(INDArray parameters, List<LabTensor> images) {
    network.parameters().bind(parameters);
    double sum = 0;
    for (int from = 0; from < images.size(); from += BATCH) {
      List<LabTensor> some = images.subList(from, Math.min(images.size(), from + BATCH));
      INDArray lab = batches.toScore(some).getFeatures(); // [N,3,H,W]
      network.condition(channels(lab, 0, 1));
      for (double nll : NegativeLogLikelihood.perSample(network.forward(channels(lab, 1, 3)))) {
        sum += nll;
      }
    }
    return sum / images.size();
  }

  private static INDArray channels(INDArray lab, int from, int to) {
    return lab.get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(from, to),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .dup('c');
  }
}
