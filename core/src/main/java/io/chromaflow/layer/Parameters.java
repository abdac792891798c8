package io.chromaflow.layer;

import io.chromaflow.run.Checks;
import io.chromaflow.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The layout of a model's parameters in one flat vector: layers declare theirs while the model is
 * built, and see views of values and gradients once {@link #bind bound}.
 */
public final class Parameters {

  private final List<Parameter> all = new ArrayList<>();
  private long length;

  /**
   * Declares a parameter behind those declared so far.
   *
   * @param name dotted name, unique
   * @param initial how its values start
   * @param shape its shape
   */
  public Parameter declare(String name, Initial initial, long... shape) {
    Checks.require(
        all.stream().noneMatch(p -> p.name().equals(name)), "%s is declared twice", name);
    Parameter parameter = new Parameter(name, shape, length, initial);
    all.add(parameter);
    length += parameter.length();
    return parameter;
  }

  /** Returns the number of elements of all parameters. */
  public long length() {
    return length;
  }

  /** Returns the parameters in the order of the flat vector. */
  public List<Parameter> list() {
    return Collections.unmodifiableList(all);
  }

  /** Returns the parameter of a name. */
  public Parameter named(String name) {
    return all.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + ": no such parameter"));
  }

  /**
   * Makes every parameter a view of a flat vector of values.
   *
   * @param values [P] or [1,P] with P = {@link #length}; the caller owns it
   */
  public void bind(INDArray values) {
    all.forEach(p -> p.bindValue(view(values, p)));
  }

  /**
   * Makes every parameter's gradient a view of a flat vector.
   *
   * @param gradients [P] or [1,P] with P = {@link #length}; the caller owns it
   */
  public void bindGradients(INDArray gradients) {
    all.forEach(p -> p.bindGradient(view(gradients, p)));
  }

  /**
   * Sets the bound values to their start, each a function of the seed and the parameter's name.
   *
   * @param seed the run's seed
   */
  public void initialise(long seed) {
    Seeds seeds = new Seeds(seed);
    for (Parameter p : all) {
      float[] start =
          p.initial().draw(Math.toIntExact(p.length()), seeds.seed("init", p.name(), 0, 0));
      INDArray array = Nd4j.createFromArray(start).reshape(p.shape());
      p.value().assign(array.castTo(p.value().dataType()));
    }
  }

  /**
   * Returns parameters of their own: bound to fresh vectors of values and gradients.
   *
   * @param type float, or double for checks against finite differences
   * @return the flat vector of values, [P]
   */
  public INDArray bindFresh(DataType type) {
    INDArray values = Nd4j.create(type, length);
    bind(values);
    bindGradients(Nd4j.create(type, length));
    return values;
  }

  private INDArray view(INDArray flat, Parameter p) {
    Checks.require(
        flat.length() == length,
        "flat parameter vector must have %d elements, got %d",
        length,
        flat.length());
    return flat.reshape(length)
        .get(NDArrayIndex.interval(p.offset(), p.offset() + p.length()))
        .reshape('c', p.shape());
  }
}
