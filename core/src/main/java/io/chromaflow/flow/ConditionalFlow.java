package io.chromaflow.flow;

import io.chromaflow.layer.Buffer;
import io.chromaflow.layer.Parameters;
import io.chromaflow.run.Checks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A conditional normalizing flow: an invertible map from images x to latents z that a condition
 * steers, with its log-determinant.
 *
 * <p>It is a sequence of levels. Each level's steps run in turn; then the level's first {@code
 * keep} channels go on and the others, flattened in CHW order, are its latent. z is all latents
 * joined in the order in which they leave, [N,D].
 *
 * <p>A flow owns its buffers: results are valid until the next call, and it belongs to one thread.
 */
public final class ConditionalFlow {

  private final FlowSpec spec;
  private final List<Level> levels;
  private final Map<ConditionProjection.Key, ConditionProjection> projections;
  private final Buffer latents = new Buffer();
  private final Buffer image = new Buffer();

  ConditionalFlow(
      FlowSpec spec,
      List<Level> levels,
      Map<ConditionProjection.Key, ConditionProjection> projections) {
    this.spec = spec;
    this.levels = levels;
    this.projections = projections;
  }

  /**
   * Builds a flow and declares its parameters.
   *
   * @param spec the architecture
   * @param conditionChannels channels of each condition by name
   * @param parameters where the flow's parameters are declared
   * @throws IllegalArgumentException when the stages do not fit together, naming the stage
   */
  public static ConditionalFlow build(
      FlowSpec spec, Map<String, Integer> conditionChannels, Parameters parameters) {
    return new FlowBuilder(spec, conditionChannels, parameters).build();
  }

  /**
   * Sets the condition of all calls that follow, and computes its part of every subnet once.
   *
   * @param conditions by name, [M,C,H,W] or [M,C]; M divides the batch of later calls, and equals
   *     it when {@link #backward} is to follow
   */
  public void condition(Map<String, INDArray> conditions) {
    projections.forEach(
        (key, projection) -> {
          INDArray c = conditions.get(key.condition());
          Checks.require(c != null, "the flow needs the condition %s", key.condition());
          projection.project(Objects.requireNonNull(c));
        });
  }

  /**
   * Maps images to latents.
   *
   * @param x [N,C,H,W]
   * @return z [N,D] and log|det dz/dx|, in nats
   */
  public Mapped forward(INDArray x) {
    INDArray z = latents.of(x.dataType(), x.size(0), spec.dimensions());
    double[] logDet = new double[(int) x.size(0)];
    INDArray h = x;
    for (Level level : levels) {
      for (FlowStep step : level.steps()) {
        Mapped mapped = step.forward(h);
        h = mapped.value();
        add(logDet, mapped.logDet());
      }
      h = level.split(h, z);
    }
    return new Mapped(z, logDet);
  }

  /**
   * Maps latents to images.
   *
   * @param z [N,D]
   * @return x [N,C,H,W] and log|det dx/dz|, in nats
   */
  public Mapped inverse(INDArray z) {
    double[] logDet = new double[(int) z.size(0)];
    INDArray h = z;
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      h = level.join(h, z);
      for (int k = level.steps().size() - 1; k >= 0; k--) {
        Mapped mapped = level.steps().get(k).inverse(h);
        h = mapped.value();
        add(logDet, mapped.logDet());
      }
    }
    INDArray x = image.like(h);
    x.assign(h);
    return new Mapped(x, logDet);
  }

  /**
   * Overwrites the gradients of the flow's parameters, after {@link #forward} on one condition a
   * sample.
   *
   * @param gradient dL/dz, [N,D]
   * @param logDetGradient dL/d(log-determinant) of each sample, the same for all
   * @return dL/dx and dL/d(condition)
   */
  public Gradients backward(INDArray gradient, double logDetGradient) {
    INDArray g = gradient;
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      g = level.join(g, gradient);
      for (int k = level.steps().size() - 1; k >= 0; k--) {
        g = level.steps().get(k).backward(g, logDetGradient);
      }
    }
    Map<String, INDArray> conditions = new HashMap<>();
    projections.forEach(
        (key, projection) ->
            conditions.merge(key.condition(), projection.backward(), INDArray::addi));
    return new Gradients(g, conditions);
  }

  /** Returns the architecture. */
  public FlowSpec spec() {
    return spec;
  }

  /**
   * The gradients that leave a flow.
   *
   * @param x dL/dx, [N,C,H,W]
   * @param conditions dL/d(condition) by name
   */
  public record Gradients(INDArray x, Map<String, INDArray> conditions) {}

  private static void add(double[] sum, double[] part) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += part[n];
    }
  }

  /**
   * The steps at one resolution and the split behind them.
   *
   * @param steps in the order towards the latents
   * @param shape size of a sample behind the steps
   * @param keep channels that go on; 0 at the last level, where all become a latent
   * @param offset index in z of the level's latent
   */
  record Level(List<FlowStep> steps, StepShape shape, int keep, int offset, Buffers buffers) {

    Level(List<FlowStep> steps, StepShape shape, int keep, int offset) {
      this(List.copyOf(steps), shape, keep, offset, new Buffers(new Buffer(), new Buffer()));
    }

    /** Size of the level's latent. */
    int latent() {
      return shape.length() / shape.channels() * (shape.channels() - keep);
    }

    /** Writes the level's latent into z and returns the channels that go on. */
    INDArray split(INDArray h, INDArray z) {
      INDArray out = Channels.of(h, keep, shape.channels());
      slot(z).assign(out.dup('c').reshape(h.size(0), latent()));
      if (keep == 0) {
        return h;
      }
      INDArray view = Channels.of(h, 0, keep);
      INDArray kept = buffers.kept().like(view);
      kept.assign(view);
      return kept;
    }

    /** Puts the channels that went on and the level's part of z together. */
    INDArray join(INDArray kept, INDArray z) {
      INDArray h = buffers.joined().of(z.dataType(), shape.batch(z.size(0)));
      if (keep > 0) {
        Channels.of(h, 0, keep).assign(kept);
      }
      INDArray out = Channels.of(h, keep, shape.channels());
      out.assign(slot(z).dup('c').reshape('c', out.shape()));
      return h;
    }

    private INDArray slot(INDArray z) {
      return z.get(NDArrayIndex.all(), NDArrayIndex.interval(offset, offset + latent()));
    }
  }

  /** A level's own arrays. */
  record Buffers(Buffer kept, Buffer joined) {}
}
