package io.chromaflow.condition;

import io.chromaflow.layer.AveragePooling;
import io.chromaflow.layer.Buffer;
import io.chromaflow.layer.Chain;
import io.chromaflow.layer.Convolution;
import io.chromaflow.layer.Initial;
import io.chromaflow.layer.Layer;
import io.chromaflow.layer.LeakyRelu;
import io.chromaflow.layer.Linear;
import io.chromaflow.layer.Parameters;
import io.chromaflow.run.Checks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From lightness to one condition for each resolution of the flow.
 *
 * <p>With f the LeakyReLU and "/2" a stride of 2, all kernels 3x3: {@code c1 = conv(f(conv(L)))},
 * {@code c2 = conv/2(f(conv(f(c1))))}, {@code c3 = conv/2(f(c2))}, {@code c4 =
 * linear(pool4(f(c3)))}. The conditions are the values ahead of the activation. The net of the
 * original's LSUN model.
 *
 * <p>Results are buffers of the net, valid until its next call; it belongs to one thread.
 */
public final class ConditioningNetwork {

  private static final int POOL = 4;

  private final Chain toC1;
  private final Chain toC2;
  private final Chain toC3;
  private final AveragePooling pool = new AveragePooling(POOL);
  private final LeakyRelu beforePool;
  private final Buffer activated3 = new Buffer();
  private final Linear toC4;
  private long @Nullable [] pooledShape;

  private ConditioningNetwork(Chain toC1, Chain toC2, Chain toC3, LeakyRelu f, Linear toC4) {
    this.toC1 = toC1;
    this.toC2 = toC2;
    this.toC3 = toC3;
    this.beforePool = f;
    this.toC4 = toC4;
  }

  /**
   * Declares the net's parameters, {@code condition-net.*}, with PyTorch's default start.
   *
   * @param spec widths
   * @param size side of L in pixels, a multiple of 16
   * @param parameters where they are declared
   */
  public static ConditioningNetwork build(ConditionSpec spec, int size, Parameters parameters) {
    Checks.require(
        size % (4 * POOL) == 0,
        "flow.size must be a multiple of %d for condition.net = pyramid, got %d",
        4 * POOL,
        size);
    int w1 = spec.widths().get(0);
    int w2 = spec.widths().get(1);
    int w3 = spec.widths().get(2);
    Declare declare = new Declare(parameters, spec.slope());
    Convolution c1a = declare.convolution("c1.0", 1, w1, 1);
    Convolution c1b = declare.convolution("c1.1", w1, w1, 1);
    Convolution c2a = declare.convolution("c2.0", w1, w2, 1);
    Convolution c2b = declare.convolution("c2.1", w2, w2, 2);
    Convolution c3 = declare.convolution("c3.0", w2, w3, 2);
    int pooled = size / 4 / POOL;
    int flat = w3 * pooled * pooled;
    Linear c4 =
        Linear.of(
            parameters, "condition-net.c4.0", flat, spec.vector(), Initial.kaimingUniform(flat));
    return new ConditioningNetwork(
        new Chain(List.of(c1a, declare.activation(), c1b)),
        new Chain(List.of(new CopyActivation(spec.slope()), c2a, declare.activation(), c2b)),
        new Chain(List.of(new CopyActivation(spec.slope()), c3)),
        declare.activation(),
        c4);
  }

  /**
   * Computes the conditions.
   *
   * @param l normalised lightness, [N,1,H,W]
   * @return c1 [N,w1,H,W], c2 [N,w2,H/2,W/2], c3 [N,w3,H/4,W/4], c4 [N,vector]
   */
  public Map<String, INDArray> forward(INDArray l) {
    INDArray c1 = toC1.forward(l);
    INDArray c2 = toC2.forward(c1);
    INDArray c3 = toC3.forward(c2);
    INDArray activated = activated3.like(c3);
    activated.assign(c3);
    INDArray pooled = pool.forward(beforePool.forward(activated));
    pooledShape = pooled.shape().clone();
    INDArray c4 = toC4.forward(pooled.reshape('c', pooled.size(0), -1));
    return Map.of("c1", c1, "c2", c2, "c3", c3, "c4", c4);
  }

  /**
   * Overwrites the gradients of the net's parameters, after {@link #forward}.
   *
   * @param gradients dL/d(condition) by name, in the shapes of {@code forward}'s; overwritten. A
   *     condition without one is not used by the flow.
   */
  public void backward(Map<String, INDArray> gradients) {
    for (String name : List.of("c1", "c2", "c3", "c4")) {
      Checks.require(
          gradients.containsKey(name),
          "condition %s is used by no stage of the flow; use all of c1 to c4",
          name);
    }
    INDArray d4 = toC4.backward(Objects.requireNonNull(gradients.get("c4")));
    INDArray pooled = d4.reshape('c', Objects.requireNonNull(pooledShape, "forward comes first"));
    INDArray d3 = beforePool.backward(pool.backward(pooled));
    d3.addi(gradients.get("c3"));
    INDArray d2 = toC3.backward(d3).addi(gradients.get("c2"));
    INDArray d1 = toC2.backward(d2).addi(gradients.get("c1"));
    toC1.backward(d1);
  }

  /** An activation that leaves its input as it is, since that is a condition itself. */
  private static final class CopyActivation implements Layer {

    private final LeakyRelu activation;
    private final Buffer copy = new Buffer();

    CopyActivation(double slope) {
      this.activation = new LeakyRelu(slope);
    }

    @Override
    public INDArray forward(INDArray x) {
      INDArray y = copy.like(x);
      y.assign(x);
      return activation.forward(y);
    }

    @Override
    public INDArray backward(INDArray gradient) {
      return activation.backward(gradient);
    }
  }

  /** Declares the net's layers. */
  private record Declare(Parameters parameters, double slope) {

    Convolution convolution(String name, int in, int out, int stride) {
      return Convolution.of(
          parameters,
          "condition-net." + name,
          new Convolution.Shape(in, out, 3, stride),
          Initial.kaimingUniform(9 * in));
    }

    LeakyRelu activation() {
      return new LeakyRelu(slope);
    }
  }
}
