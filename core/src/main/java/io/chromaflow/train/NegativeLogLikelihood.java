package io.chromaflow.train;

import io.chromaflow.flow.Mapped;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss: {@code (|z|^2 / 2 - log|det J|) / D}, in nats per dimension of normalised ab, without
 * the constant {@code ln(2 pi) / 2}. See Ardizzone et al. 2019, eq. 6.
 */
public final class NegativeLogLikelihood {

  private NegativeLogLikelihood() {}

  /** Returns each sample's negative log-likelihood per dimension, [N]. */
  public static double[] perSample(Mapped latents) {
    INDArray z = latents.value(); // [N,D]
    double[] squares = z.mul(z).sum(1).toDoubleVector();
    double[] nll = new double[squares.length];
    for (int n = 0; n < nll.length; n++) {
      nll[n] = (squares[n] / 2 - latents.logDet()[n]) / z.size(1);
    }
    return nll;
  }

  /** Turns z [N,D] into the gradient of the batch's mean loss, {@code z / (N D)}, in place. */
  static INDArray latentGradient(INDArray z) {
    return z.muli(1.0 / z.length());
  }

  /** Returns the gradient of the batch's mean loss by each log-determinant, {@code -1 / (N D)}. */
  static double logDetGradient(INDArray z) {
    return -1.0 / z.length();
  }
}
