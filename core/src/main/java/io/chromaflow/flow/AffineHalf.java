package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One half of a coupling: {@code y = x * e(s) + t}, where a subnet's output holds s in the first
 * half of its channels and t in the second.
 *
 * <p>See Dinh et al. 2017, "Density estimation using Real NVP", eq. 4-6, with the bounded scale of
 * {@link SoftClamp}.
 */
final class AffineHalf {

  private final SoftClamp clamp;
  private final Buffer s = new Buffer(); // s / clamp
  private final Buffer scale = new Buffer(); // e(s)
  private final Buffer output = new Buffer();
  private final Buffer scratch = new Buffer();
  private final Buffer inputGradient = new Buffer();
  private final Buffer subnetGradient = new Buffer();
  private @Nullable INDArray input;

  AffineHalf(SoftClamp clamp) {
    this.clamp = clamp;
  }

  /**
   * Scales and shifts x.
   *
   * @param x dense, any rank, kept by reference for {@link #backward}
   * @param subnet s and t, with twice x's channels
   */
  Mapped forward(INDArray x, INDArray subnet) {
    input = x;
    INDArray t = scratch.like(x);
    double[] logDet = readScale(x, subnet, t, 1);
    INDArray y = output.like(x);
    y.assign(x);
    y.muli(scale.like(x));
    y.addi(t);
    return new Mapped(y, logDet);
  }

  /** Undoes {@link #forward}: {@code x = (y - t) / e(s)}. */
  Mapped inverse(INDArray y, INDArray subnet) {
    INDArray t = scratch.like(y);
    double[] logDet = readScale(y, subnet, t, -1);
    INDArray x = output.like(y);
    x.assign(y);
    x.subi(t);
    x.muli(scale.like(y));
    return new Mapped(x, logDet);
  }

  /**
   * Returns the gradient of x; {@link #subnetGradient} then gives that of the subnet's output.
   *
   * @param gradient dL/dy
   * @param logDetGradient dL/d(log-determinant)
   */
  INDArray backward(INDArray gradient, double logDetGradient) {
    INDArray x = Objects.requireNonNull(input, "forward comes before backward");
    INDArray dx = inputGradient.like(x);
    dx.assign(gradient);
    dx.muli(scale.like(x)); // dL/dx = dL/dy * e(s)

    INDArray ds = scratch.like(x);
    ds.assign(dx);
    ds.muli(x);
    ds.addi(logDetGradient); // dL/d(log e) = dL/dy * x * e(s) + dL/d(logdet)
    INDArray slope = s.like(x);
    clamp.derivative(slope);
    ds.muli(slope);

    INDArray both = subnetGradient(x);
    long half = x.size(1);
    Channels.of(both, 0, half).assign(ds);
    Channels.of(both, half, 2 * half).assign(gradient);
    return dx;
  }

  /** Returns dL/d(subnet output) of the last {@link #backward}, [N,2C,..]. */
  INDArray subnetGradient(INDArray x) {
    long[] shape = x.shape().clone();
    shape[1] *= 2;
    return subnetGradient.of(x.dataType(), shape);
  }

  /** Fills the scale with {@code e(s)^sign}, copies t, and returns {@code sign * sum log e(s)}. */
  private double[] readScale(INDArray x, INDArray subnet, INDArray t, int sign) {
    long half = x.size(1);
    INDArray normalised = s.like(x);
    normalised.assign(Channels.of(subnet, 0, half));
    t.assign(Channels.of(subnet, half, 2 * half));
    clamp.normalise(normalised);
    INDArray e = scale.like(x);
    clamp.logScale(normalised, e);
    if (sign < 0) {
      e.negi();
    }
    double[] logDet = Channels.sumPerSample(e);
    Nd4j.exec(new Exp(e, e));
    return logDet;
  }
}
