package io.chromaflow.flow;

import io.chromaflow.run.Checks;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ATan;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Bounds a coupling's log-scale smoothly: {@code log e(s) = clamp * 0.636 * atan(s / clamp)}.
 *
 * <p>The original's formula; 0.636 stands for 2/pi, so |log e| stays below clamp. See Ardizzone et
 * al. 2019, "Guided Image Generation with Conditional Invertible Neural Networks", and its code.
 */
final class SoftClamp {

  private static final double TWO_OVER_PI = 0.636;

  private final double clamp;

  /** Makes the bound of log-scales at {@code clamp} nats, above 0. */
  SoftClamp(double clamp) {
    Checks.require(clamp > 0, "clamp must be above 0 nats, got %s", clamp);
    this.clamp = clamp;
  }

  /** Replaces s by {@code s / clamp}, the form that the other methods take. */
  void normalise(INDArray s) {
    s.divi(clamp);
  }

  /** Writes log e of normalised s, in nats. */
  void logScale(INDArray normalised, INDArray out) {
    Nd4j.exec(new ATan(normalised, out));
    out.muli(clamp * TWO_OVER_PI);
  }

  /** Turns normalised s into {@code d(log e)/ds}, in place: {@code 0.636 / (1 + (s/clamp)^2)}. */
  void derivative(INDArray normalised) {
    normalised.muli(normalised);
    normalised.addi(1);
    normalised.rdivi(TWO_OVER_PI);
  }
}
