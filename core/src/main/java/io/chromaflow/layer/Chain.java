package io.chromaflow.layer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers in a row.
 *
 * @param layers from the input to the output
 */
public record Chain(List<Layer> layers) implements Layer {

  /** Copies the list. */
  public Chain {
    layers = List.copyOf(layers);
  }

  @Override
  public INDArray forward(INDArray x) {
    INDArray h = x;
    for (Layer layer : layers) {
      h = layer.forward(h);
    }
    return h;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray g = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      g = layers.get(i).backward(g);
    }
    return g;
  }
}
