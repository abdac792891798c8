package io.chromaflow.golden;

import io.chromaflow.layer.Parameter;
import io.chromaflow.layer.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Between the original's tensors of a coupling subnet and ours: its first weight, over [x, c], is
 * our {@code first.weight} over x and a slice of the projected condition's weight over c.
 */
public final class OriginalWeights {

  private final Parameters parameters;
  private final Function<Parameter, INDArray> side;
  private final BiConsumer<String, INDArray> visit;
  private final Map<String, Long> used = new HashMap<>();

  private OriginalWeights(
      Parameters parameters,
      Function<Parameter, INDArray> side,
      BiConsumer<String, INDArray> visit) {
    this.parameters = parameters;
    this.side = side;
    this.visit = visit;
  }

  /** Copies the original's weights into our parameters. */
  public static OriginalWeights load(Parameters parameters, Function<String, INDArray> original) {
    return new OriginalWeights(
        parameters, Parameter::value, (name, view) -> view.assign(slice(original, name, view)));
  }

  /** Shows each of our gradients beside the original's. */
  public static OriginalWeights gradients(
      Parameters parameters,
      Function<String, INDArray> original,
      BiConsumer<INDArray, INDArray> compare) {
    return new OriginalWeights(
        parameters,
        Parameter::gradient,
        (name, view) -> compare.accept(view, slice(original, name, view)));
  }

  /** Shows each of our values beside the original's. */
  public static OriginalWeights values(
      Parameters parameters,
      Function<String, INDArray> original,
      BiConsumer<INDArray, INDArray> compare) {
    return new OriginalWeights(
        parameters,
        Parameter::value,
        (name, view) -> compare.accept(view, slice(original, name, view)));
  }

  /**
   * Visits a coupling of the original.
   *
   * @param original its prefix, such as {@code module_list.1}
   * @param ours ours, such as {@code stage0.block0}
   * @param projection the condition's parameter, such as {@code condition.c1.k3.weight}
   */
  public OriginalWeights coupling(String original, String ours, String projection) {
    for (String net : new String[] {"1", "2"}) {
      String from = original + ".s" + net;
      String to = ours + ".net" + net;
      INDArray x = of(to + ".first.weight");
      visit.accept(from + ".0.weight@0", x);
      INDArray wide = of(projection);
      long at = used.getOrDefault(projection, 0L);
      long hidden = x.size(0);
      used.put(projection, at + hidden);
      INDArray rows = wide.get(rows(wide, NDArrayIndex.interval(at, at + hidden)));
      visit.accept(from + ".0.weight@" + x.size(1), rows);
      visit.accept(from + ".0.bias", of(to + ".first.bias"));
      visit.accept(from + ".2.weight", of(to + ".last.weight"));
      visit.accept(from + ".2.bias", of(to + ".last.bias"));
    }
    return this;
  }

  /** Visits a layer that is the same on both sides. */
  public OriginalWeights layer(String original, String ours) {
    visit.accept(original + ".weight", of(ours + ".weight"));
    visit.accept(original + ".bias", of(ours + ".bias"));
    return this;
  }

  private INDArray of(String name) {
    return side.apply(parameters.named(name));
  }

  /** The original's tensor; after "@", its input channels from that one on, as many as ours. */
  private static INDArray slice(Function<String, INDArray> original, String name, INDArray view) {
    int at = name.indexOf('@');
    INDArray whole = original.apply(at < 0 ? name : name.substring(0, at));
    if (at >= 0) {
      long from = Long.parseLong(name.substring(at + 1));
      INDArrayIndex[] index = all(whole);
      index[1] = NDArrayIndex.interval(from, from + view.size(1));
      whole = whole.get(index);
    }
    return whole.dup('c').reshape('c', view.shape());
  }

  private static INDArrayIndex[] rows(INDArray x, INDArrayIndex rows) {
    INDArrayIndex[] index = all(x);
    index[0] = rows;
    return index;
  }

  private static INDArrayIndex[] all(INDArray x) {
    INDArrayIndex[] index = new INDArrayIndex[x.rank()];
    java.util.Arrays.fill(index, NDArrayIndex.all());
    return index;
  }
}
