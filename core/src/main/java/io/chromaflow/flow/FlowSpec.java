package io.chromaflow.flow;

import com.typesafe.config.Config;
import io.chromaflow.run.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The architecture of a conditional flow, as the section {@code flow} of a configuration says it.
 *
 * @param channels channels of an image, at least 2
 * @param size side of an image in pixels, at least 1
 * @param stages from the image to the coarsest latent, at least one
 * @param initScale standard deviation of the subnets' first weights and biases
 * @param initLastLayerZero whether each subnet's last layer starts at zero, so that the flow starts
 *     as its fixed steps alone
 */
public record FlowSpec(
    int channels, int size, List<Stage> stages, double initScale, boolean initLastLayerZero) {

  /** Rejects architectures that no flow can have. */
  public FlowSpec {
    Checks.require(channels >= 1, "flow.channels must be at least 1, got %d", channels);
    Checks.require(size >= 1, "flow.size must be at least 1 pixel, got %d", size);
    Checks.require(
        !stages.isEmpty(),
        "flow.stages is empty: the reference has no architecture; choose a --preset such as demo or"
            + " lsun, or give the stages");
    Checks.require(initScale >= 0, "flow.init-scale must be at least 0, got %s", initScale);
    stages = List.copyOf(stages);
  }

  /**
   * Reads the section {@code flow}.
   *
   * @throws IllegalArgumentException naming the key that is wrong and what would be right
   */
  public static FlowSpec fromConfig(Config flow) {
    List<Stage> stages = new ArrayList<>();
    for (Config stage : flow.getConfigList("stages")) {
      stages.add(Stage.fromConfig(stage, stages.size()));
    }
    return new FlowSpec(
        flow.getInt("channels"),
        flow.getInt("size"),
        stages,
        flow.getDouble("init-scale"),
        flow.getBoolean("init-last-layer-zero"));
  }

  /** Returns the number of dimensions D of an image, and so of all its latents together. */
  public int dimensions() {
    return channels * size * size;
  }
}
