package io.chromaflow.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam as in algorithm 1 of Kingma and Ba 2015, and in PyTorch: epsilon is added to the
 * bias-corrected root, {@code lr m^ / (sqrt(v^) + epsilon)}.
 *
 * <p>ND4J's own adds it to the uncorrected root ("epsilon hat"), which makes the first steps
 * smaller when epsilon counts. With {@code epsilon sqrt(1 - beta2^t)} in its place, both are equal.
 */
public final class BiasCorrectedAdam extends Adam {

  private static final long serialVersionUID = 1L;

  /** For DL4J's JSON reader only. */
  public BiasCorrectedAdam() {}

  /** Makes an optimiser; see the paper for the arguments. */
  public BiasCorrectedAdam(double learningRate, double beta1, double beta2, double epsilon) {
    super(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray stateView, boolean initialise) {
    Updater updater = new Updater(this);
    long[] shape = stateView.shape().clone();
    shape[shape.length - 1] /= 2; // the state is m and v
    updater.setStateViewArray(stateView, shape, stateView.ordering(), initialise);
    return updater;
  }

  @Override
  public BiasCorrectedAdam clone() {
    return new BiasCorrectedAdam(getLearningRate(), getBeta1(), getBeta2(), getEpsilon());
  }

  /** Applies the step in one native pass. */
  private static final class Updater extends AdamUpdater {

    Updater(Adam config) {
      super(config);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      Adam config = getConfig();
      double correction = Math.sqrt(1 - Math.pow(config.getBeta2(), iteration + 1.0));
      Nd4j.exec(
          new org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater(
              gradient,
              getV(),
              getM(),
              config.getLearningRate(iteration, epoch),
              config.getBeta1(),
              config.getBeta2(),
              config.getEpsilon() * correction,
              iteration));
    }
  }
}
