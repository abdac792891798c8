package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The GLOW coupling: each half of the channels is scaled and shifted by a subnet of the other.
 *
 * <p>{@code y1 = x1 * e(s2) + t2} with {@code (s2, t2) = net2(x2, c)}, then {@code y2 = x2 * e(s1)
 * + t1} with {@code (s1, t1) = net1(y1, c)}; x1 has floor(C/2) channels. Hence {@code log|det J| =
 * sum log e(s1) + sum log e(s2)}. See Ardizzone et al. 2019, section 3.2, and Kingma and Dhariwal
 * 2018, "Glow".
 */
final class CouplingBlock implements FlowStep {

  private final Subnet net1;
  private final Subnet net2;
  private final AffineHalf half1;
  private final AffineHalf half2;
  private final Buffer x1 = new Buffer();
  private final Buffer x2 = new Buffer();
  private final Buffer joined = new Buffer();
  private final Buffer gradient1 = new Buffer();
  private final Buffer gradient2 = new Buffer();

  /**
   * Makes a coupling.
   *
   * @param net1 from y1 and the condition to s1 and t1, which act on x2
   * @param net2 from x2 and the condition to s2 and t2, which act on x1
   * @param clamp how log-scales are bounded
   */
  CouplingBlock(Subnet net1, Subnet net2, SoftClamp clamp) {
    this.net1 = net1;
    this.net2 = net2;
    this.half1 = new AffineHalf(clamp);
    this.half2 = new AffineHalf(clamp);
  }

  @Override
  public Mapped forward(INDArray x) {
    INDArray a = first(x, x1); // [N,C/2,H,W]
    INDArray b = second(x, x2); // [N,C-C/2,H,W]
    Mapped y1 = half1.forward(a, net2.forward(b));
    Mapped y2 = half2.forward(b, net1.forward(y1.value()));
    return join(y1, y2);
  }

  @Override
  public Mapped inverse(INDArray y) {
    INDArray a = first(y, x1);
    INDArray b = second(y, x2);
    Mapped b0 = half2.inverse(b, net1.forward(a));
    Mapped a0 = half1.inverse(a, net2.forward(b0.value()));
    return join(a0, b0);
  }

  @Override
  public INDArray backward(INDArray gradient, double logDetGradient) {
    INDArray d1 = first(gradient, gradient1);
    INDArray d2 = second(gradient, gradient2);
    INDArray dx2 = half2.backward(d2, logDetGradient);
    d1.addi(net1.backward(half2.subnetGradient(d2)));
    INDArray dx1 = half1.backward(d1, logDetGradient);
    dx2.addi(net2.backward(half1.subnetGradient(d1)));
    return concatenate(dx1, dx2);
  }

  @Override
  public StepShape outputShape(StepShape input) {
    return input;
  }

  private static INDArray first(INDArray x, Buffer copy) {
    return copyOf(Channels.of(x, 0, x.size(1) / 2), copy);
  }

  private static INDArray second(INDArray x, Buffer copy) {
    return copyOf(Channels.of(x, x.size(1) / 2, x.size(1)), copy);
  }

  private static INDArray copyOf(INDArray view, Buffer copy) {
    INDArray dense = copy.like(view);
    dense.assign(view);
    return dense;
  }

  private Mapped join(Mapped a, Mapped b) {
    double[] logDet = a.logDet().clone();
    for (int n = 0; n < logDet.length; n++) {
      logDet[n] += b.logDet()[n];
    }
    return new Mapped(concatenate(a.value(), b.value()), logDet);
  }

  private INDArray concatenate(INDArray a, INDArray b) {
    long[] shape = a.shape().clone();
    shape[1] += b.size(1);
    INDArray all = joined.of(a.dataType(), shape);
    Channels.of(all, 0, a.size(1)).assign(a);
    Channels.of(all, a.size(1), shape[1]).assign(b);
    return all;
  }
}
