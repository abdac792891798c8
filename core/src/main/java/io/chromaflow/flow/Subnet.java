package io.chromaflow.flow;

import io.chromaflow.layer.Chain;
import io.chromaflow.layer.Convolution;
import io.chromaflow.layer.Initial;
import io.chromaflow.layer.Layer;
import io.chromaflow.layer.LeakyRelu;
import io.chromaflow.layer.Linear;
import io.chromaflow.layer.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A coupling's subnet, from one half of the channels and the condition to scales and shifts.
 *
 * <p>Its first layer is linear in [x, c], so the part of c is not computed here: it comes from the
 * subnet's slot of a {@link ConditionProjection}, which computes it once for all subnets.
 */
final class Subnet {

  private final Layer first;
  private final ConditionProjection.@Nullable Slot condition;
  private final Chain rest;

  private Subnet(Layer first, ConditionProjection.@Nullable Slot condition, Chain rest) {
    this.first = first;
    this.condition = condition;
    this.rest = rest;
  }

  /**
   * Declares a subnet.
   *
   * @param parameters where its parameters are declared, as {@code name.first}, {@code
   *     name.middle}, {@code name.last}
   * @param stage the coupling stage that it belongs to
   * @param kernel side of its convolutions; ignored when fully connected
   * @param in channels of its half of x
   * @param out channels of its result
   * @param condition its share of the projected condition, or null
   * @param initial start of weights and biases
   * @param last start of those of the last layer
   */
  static Subnet declare(
      Parameters parameters,
      String name,
      Stage.Coupling stage,
      int kernel,
      int in,
      int out,
      ConditionProjection.@Nullable Slot condition,
      Initial initial,
      Initial last) {
    Layers layers = new Layers(parameters, stage.net(), kernel);
    int h = stage.hidden();
    Layer first = layers.layer(name + ".first", in, h, initial);
    List<Layer> rest = new ArrayList<>();
    rest.add(new LeakyRelu(stage.slope()));
    for (int i = 2; i < stage.layers(); i++) {
      String middle = stage.layers() == 3 ? ".middle" : ".middle" + (i - 1);
      rest.add(layers.layer(name + middle, h, h, initial));
      rest.add(new LeakyRelu(stage.slope()));
    }
    rest.add(layers.layer(name + ".last", h, out, last));
    return new Subnet(first, condition, new Chain(rest));
  }

  /** Returns s and t, [N,out,..], from x [N,in,..] and the condition projected last. */
  INDArray forward(INDArray x) {
    INDArray h = first.forward(x);
    if (condition != null) {
      condition.addTo(h);
    }
    return rest.forward(h);
  }

  /** Returns dL/dx and leaves the condition's gradient in the slot. */
  INDArray backward(INDArray gradient) {
    INDArray g = rest.backward(gradient);
    if (condition != null) {
      condition.setGradient(g);
    }
    return first.backward(g);
  }

  /** The layers of one kind of net. */
  private record Layers(Parameters parameters, Stage.Net net, int kernel) {

    Layer layer(String name, int in, int out, Initial initial) {
      return net == Stage.Net.FC
          ? Linear.of(parameters, name, in, out, initial)
          : Convolution.of(parameters, name, new Convolution.Shape(in, out, kernel, 1), initial);
    }
  }
}
