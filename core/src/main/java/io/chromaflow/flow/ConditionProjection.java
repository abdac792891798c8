package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import io.chromaflow.layer.Convolution;
import io.chromaflow.layer.Initial;
import io.chromaflow.layer.Layer;
import io.chromaflow.layer.Linear;
import io.chromaflow.layer.Parameters;
import io.chromaflow.run.Checks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The condition's part of the first layer of many subnets, as one wide layer.
 *
 * <p>A first layer is {@code W [x, c] + b = W_x x + W_c c + b}. The {@code W_c} of all subnets that
 * read the same condition with the same kernel are stacked, so {@code W_c c} is computed once for
 * an image, whatever the number of blocks and of samples drawn for it.
 */
final class ConditionProjection {

  private final Key key;
  private int width;
  private @Nullable Layer layer;
  private @Nullable INDArray projected;
  private final Buffer gradient = new Buffer();

  /**
   * What a projection reads.
   *
   * @param condition name of the condition
   * @param kernel side of the first layers' kernels in pixels, 0 when fully connected
   */
  record Key(String condition, int kernel) {

    String name() {
      return "condition." + condition + (kernel == 0 ? ".fc" : ".k" + kernel);
    }
  }

  ConditionProjection(Key key) {
    this.key = key;
  }

  /** Reserves the next {@code hidden} channels for a subnet; only before {@link #declare}. */
  Slot reserve(int hidden) {
    Checks.require(layer == null, "%s is already declared", key.name());
    Slot slot = new Slot(width, hidden);
    width += hidden;
    return slot;
  }

  /** Declares the stacked weights, {@code condition.NAME.k3.weight} [sum of hidden, in, k, k]. */
  void declare(Parameters parameters, int conditionChannels, Initial initial) {
    layer =
        key.kernel() == 0
            ? Linear.withoutBias(parameters, key.name(), conditionChannels, width, initial)
            : Convolution.withoutBias(
                parameters,
                key.name(),
                new Convolution.Shape(conditionChannels, width, key.kernel(), 1),
                initial);
  }

  /** Computes every slot from the condition, [M,in,H,W] or [M,in]. */
  void project(INDArray condition) {
    projected = layer().forward(condition);
  }

  /** Returns dL/d(condition), once every slot has its gradient. */
  INDArray backward() {
    return layer().backward(gradient.like(projected()));
  }

  private Layer layer() {
    return Objects.requireNonNull(layer, "declare comes first");
  }

  private INDArray projected() {
    return Objects.requireNonNull(projected, "the flow has no condition yet; call condition first");
  }

  /** One subnet's channels of the projection. */
  final class Slot {

    private final int from;
    private final int to;
    private final Buffer dense = new Buffer();

    private Slot(int from, int hidden) {
      this.from = from;
      this.to = from + hidden;
    }

    /** Returns the first channel of the slot. */
    int from() {
      return from;
    }

    /**
     * Adds the condition's part.
     *
     * @param h [N,hidden,..]; N is a multiple of the conditions' M, and image m serves samples m
     *     N/M up to (m+1) N/M
     */
    void addTo(INDArray h) {
      INDArray view = Channels.of(projected(), from, to);
      INDArray part = dense.like(view); // strided operands are slow, copies are not
      part.assign(view);
      long samples = h.size(0);
      long images = part.size(0);
      if (samples == images) {
        h.addi(part);
        return;
      }
      Checks.require(
          samples % images == 0,
          "%d samples cannot share %d conditions evenly; give a multiple",
          samples,
          images);
      for (long n = 0; n < samples; n++) {
        h.slice(n).addi(part.slice(n * images / samples));
      }
    }

    /** Keeps dL/d(the condition's part), in the shape of {@link #addTo}'s h with N = M. */
    void setGradient(INDArray g) {
      Channels.of(gradient.like(projected()), from, to).assign(g);
    }
  }
}
