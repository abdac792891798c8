package io.chromaflow.flow;

import io.chromaflow.layer.Initial;
import io.chromaflow.layer.Parameters;
import io.chromaflow.run.Checks;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the stages of a {@link FlowSpec} into levels of steps, and checks that they fit. */
final class FlowBuilder {

  private final FlowSpec spec;
  private final Map<String, Integer> conditionChannels;
  private final Parameters parameters;
  private final Map<ConditionProjection.Key, ConditionProjection> projections =
      new LinkedHashMap<>();
  private final List<ConditionalFlow.Level> levels = new ArrayList<>();
  private List<FlowStep> steps = new ArrayList<>();
  private StepShape shape;
  private int offset;

  FlowBuilder(FlowSpec spec, Map<String, Integer> conditionChannels, Parameters parameters) {
    this.spec = spec;
    this.conditionChannels = conditionChannels;
    this.parameters = parameters;
    this.shape = new StepShape(spec.channels(), spec.size());
  }

  ConditionalFlow build() {
    for (int i = 0; i < spec.stages().size(); i++) {
      add(spec.stages().get(i), i);
    }
    endLevel(0);
    projections.forEach(
        (key, projection) -> projection.declare(parameters, channels(key.condition()), initial()));
    return new ConditionalFlow(spec, levels, projections);
  }

  /** The one place where kinds of stages are told apart. */
  private void add(Stage stage, int index) {
    String where = "flow.stages[" + index + "]";
    if (stage instanceof Stage.Coupling coupling) {
      addCouplings(coupling, index);
    } else if (stage instanceof Stage.Haar haar) {
      addStep(new HaarDownsampling(shape.channels(), haar.rebalance(), haar.orderByWavelet()));
    } else if (stage instanceof Stage.SqueezeStage) {
      addStep(new Squeeze());
    } else if (stage instanceof Stage.Flatten) {
      addStep(new FlattenStep(shape));
    } else if (stage instanceof Stage.Split split) {
      Checks.require(
          split.keep() < shape.channels(),
          "%s: a split must keep fewer than the %d channels there, got %d",
          where,
          shape.channels(),
          split.keep());
      endLevel(split.keep());
    } else {
      throw new AssertionError(stage);
    }
  }

  private void addStep(FlowStep step) {
    shape = step.outputShape(shape);
    steps.add(step);
  }

  private void endLevel(int keep) {
    ConditionalFlow.Level level = new ConditionalFlow.Level(steps, shape, keep, offset);
    levels.add(level);
    offset += level.latent();
    steps = new ArrayList<>();
    shape = new StepShape(keep, shape.size());
  }

  private void addCouplings(Stage.Coupling stage, int index) {
    String where = "flow.stages[" + index + "]";
    Checks.require(
        shape.flat() == (stage.net() == Stage.Net.FC),
        "%s: net = fc needs a flatten stage before it, net = conv must stand before flatten",
        where);
    Checks.require(
        shape.channels() >= 2, "%s: a coupling needs 2 channels, got %d", where, shape.channels());
    for (int block = 0; block < stage.depth(); block++) {
      if (stage.mixPosition() == Stage.MixPosition.BEFORE) {
        addMix(stage, block);
      }
      addStep(coupling(stage, "stage" + index + ".block" + block, block));
      if (stage.mixPosition() == Stage.MixPosition.AFTER) {
        addMix(stage, block);
      }
    }
  }

  private void addMix(Stage.Coupling stage, int block) {
    switch (stage.mix()) {
      case NONE -> {}
      case PERMUTATION -> addStep(ChannelPermutation.ofSeed(block, shape.channels()));
      case ORTHOGONAL ->
          throw new JobException(
              ExitCode.BAD_CONFIG,
              "flow.stages: mix = orthogonal is not yet built; use mix = permutation, or the"
                  + " presets demo and lsun");
    }
  }

  private CouplingBlock coupling(Stage.Coupling stage, String name, int block) {
    int len1 = shape.channels() / 2;
    int len2 = shape.channels() - len1;
    int kernel = stage.kernel(block);
    Initial last = spec.initLastLayerZero() ? Initial.zero() : initial();
    Subnet net1 =
        Subnet.declare(
            parameters,
            name + ".net1",
            stage,
            kernel,
            len1,
            2 * len2,
            slot(stage, kernel),
            initial(),
            last);
    Subnet net2 =
        Subnet.declare(
            parameters,
            name + ".net2",
            stage,
            kernel,
            len2,
            2 * len1,
            slot(stage, kernel),
            initial(),
            last);
    return new CouplingBlock(net1, net2, new SoftClamp(stage.clamp()));
  }

  private ConditionProjection.@Nullable Slot slot(Stage.Coupling stage, int kernel) {
    if (!stage.conditional()) {
      return null;
    }
    channels(stage.condition());
    return projections
        .computeIfAbsent(
            new ConditionProjection.Key(stage.condition(), kernel), ConditionProjection::new)
        .reserve(stage.hidden());
  }

  private int channels(String condition) {
    Integer channels = conditionChannels.get(condition);
    Checks.require(
        channels != null,
        "flow.stages: there is no condition '%s'; the condition net gives %s",
        condition,
        conditionChannels.keySet());
    return Objects.requireNonNull(channels);
  }

  private Initial initial() {
    return Initial.normal(spec.initScale());
  }
}
