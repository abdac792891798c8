package io.chromaflow.condition;

import com.typesafe.config.Config;
import io.chromaflow.run.Checks;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.util.List;
import java.util.Map;

/**
 * The size of the conditioning net, as the section {@code condition} of a configuration says it.
 *
 * @param widths channels of c1, c2 and c3
 * @param vector length of c4
 * @param slope negative slope of the LeakyReLU
 */
public record ConditionSpec(List<Integer> widths, int vector, double slope) {

  /** Rejects sizes that no net can have. */
  public ConditionSpec {
    Checks.require(
        widths.size() == 3 && widths.stream().allMatch(w -> w >= 1),
        "condition.widths must be three widths of at least 1, such as [64, 128, 128], got %s",
        widths);
    Checks.require(vector >= 1, "condition.vector must be at least 1, got %d", vector);
    Checks.require(slope >= 0 && slope < 1, "condition.slope must be in [0,1), got %s", slope);
    widths = List.copyOf(widths);
  }

  /**
   * Reads the section {@code condition}.
   *
   * @throws JobException when the net is one of another preset, which is not yet built
   */
  public static ConditionSpec fromConfig(Config condition) {
    String net = condition.getString("net");
    if (!net.equals("pyramid")) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "condition.net = "
              + net
              + " is not yet built, only pyramid is; use the preset demo or lsun, or an"
              + " architecture of your own with condition.net = pyramid");
    }
    return new ConditionSpec(
        condition.getIntList("widths"), condition.getInt("vector"), condition.getDouble("slope"));
  }

  /** Returns the channels of each condition by name, c1 to c4. */
  public Map<String, Integer> channels() {
    return Map.of("c1", widths.get(0), "c2", widths.get(1), "c3", widths.get(2), "c4", vector);
  }
}
