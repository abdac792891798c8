package io.chromaflow.layer;

import io.chromaflow.run.Checks;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trainable tensor: a name, a shape and a place in the flat vectors of values and gradients.
 *
 * <p>The arrays are views; {@link Parameters#bind} sets them, the owner of the flat vectors owns
 * them.
 */
public final class Parameter {

  private final String name;
  private final long[] shape;
  private final long offset;
  private final Initial initial;
  private @Nullable INDArray value;
  private @Nullable INDArray gradient;

  Parameter(String name, long[] shape, long offset, Initial initial) {
    this.name = name;
    this.shape = shape.clone();
    this.offset = offset;
    this.initial = initial;
  }

  /** Returns the dotted name, unique in its {@link Parameters}. */
  public String name() {
    return name;
  }

  /** Returns the shape, OIHW for convolutions, [out,in] for linear layers, [out] for biases. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns the number of elements. */
  public long length() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Returns the index of the first element in the flat vectors. */
  public long offset() {
    return offset;
  }

  /** Returns how the values start. */
  public Initial initial() {
    return initial;
  }

  /** Returns the view of the values, in {@link #shape}. */
  public INDArray value() {
    return bound(value, "value");
  }

  /** Returns the view of the gradient, in {@link #shape}; a backward pass overwrites it. */
  public INDArray gradient() {
    return bound(gradient, "gradient");
  }

  void bindValue(INDArray view) {
    value = view;
  }

  void bindGradient(INDArray view) {
    gradient = view;
  }

  private INDArray bound(@Nullable INDArray view, String what) {
    Checks.require(view != null, "%s has no %s yet; bind its Parameters first", name, what);
    return Objects.requireNonNull(view);
  }
}
