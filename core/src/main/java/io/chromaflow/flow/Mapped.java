package io.chromaflow.flow;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an invertible map gives: the image and how it changed volume.
 *
 * @param value the mapped array; a buffer of the step, valid until the step's next call
 * @param logDet {@code log|det J|} of the map just applied, one number a sample, in nats
 */
public record Mapped(INDArray value, double[] logDet) {

  /** Returns a map's result that has the same log-determinant for each sample. */
  static Mapped constant(INDArray value, double logDet) {
    double[] all = new double[(int) value.size(0)];
    Arrays.fill(all, logDet);
    return new Mapped(value, all);
  }
}
