package io.chromaflow.flow;

import com.typesafe.config.Config;
import io.chromaflow.run.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One entry of {@code flow.stages}: what the flow is built from, and what it may say. */
public sealed interface Stage {

  /** Subnets of convolutions, or fully connected ones on flattened samples. */
  enum Net {
    /** Convolutions. */
    CONV,
    /** Fully connected layers. */
    FC
  }

  /** What mixes channels between coupling blocks. */
  enum Mix {
    /** Nothing. */
    NONE,
    /** A fixed permutation, of seed 0, 1, .. in the stage. */
    PERMUTATION,
    /** A fixed orthogonal 1x1 convolution. */
    ORTHOGONAL
  }

  /** Where the mixing of a block stands. */
  enum MixPosition {
    /** Ahead of the coupling. */
    BEFORE,
    /** Behind the coupling. */
    AFTER
  }

  /**
   * Coupling blocks at one resolution.
   *
   * @param net kind of the subnets
   * @param depth blocks, at least 1
   * @param kernels sides of the kernels in pixels, odd, one a block in turn; unused by FC
   * @param hidden channels inside the subnets, at least 1
   * @param layers layers of a subnet, at least 2
   * @param slope negative slope of the subnets' activation, 0 (ReLU) up to 1
   * @param clamp bound of |log s|, in nats, above 0
   * @param condition name of the condition, or {@code none}
   * @param mix what mixes channels
   * @param mixPosition where
   */
  record Coupling(
      Net net,
      int depth,
      List<Integer> kernels,
      int hidden,
      int layers,
      double slope,
      double clamp,
      String condition,
      Mix mix,
      MixPosition mixPosition)
      implements Stage {

    /** Rejects sizes that no stage can have. */
    public Coupling {
      Checks.require(depth >= 1, "flow.stages: depth must be at least 1, got %d", depth);
      Checks.require(hidden >= 1, "flow.stages: hidden must be at least 1, got %d", hidden);
      Checks.require(layers >= 2, "flow.stages: layers must be at least 2, got %d", layers);
      Checks.require(slope >= 0 && slope < 1, "flow.stages: slope must be in [0,1), got %s", slope);
      Checks.require(clamp > 0, "flow.stages: clamp must be above 0 nats, got %s", clamp);
      Checks.require(
          net == Net.FC
              || (!kernels.isEmpty() && kernels.stream().allMatch(k -> k > 0 && k % 2 == 1)),
          "flow.stages: kernels must be a list of odd sides such as [1, 3], got %s",
          kernels);
      kernels = List.copyOf(kernels);
    }

    boolean conditional() {
      return !condition.equals("none");
    }

    int kernel(int block) {
      return net == Net.FC ? 0 : kernels.get(block % kernels.size());
    }
  }

  /**
   * A Haar wavelet step.
   *
   * @param rebalance factor on the orthonormal transform, above 0
   * @param orderByWavelet whether channels are grouped by band
   */
  record Haar(double rebalance, boolean orderByWavelet) implements Stage {

    /** Rejects factors that have no inverse. */
    public Haar {
      Checks.require(rebalance > 0, "flow.stages: rebalance must be above 0, got %s", rebalance);
    }
  }

  /** 2x2 blocks of pixels to channels. */
  record SqueezeStage() implements Stage {}

  /** Images to vectors. */
  record Flatten() implements Stage {}

  /**
   * Part of the channels becomes a latent.
   *
   * @param keep channels that go on, at least 1
   */
  record Split(int keep) implements Stage {

    /** Rejects an empty rest. */
    public Split {
      Checks.require(keep >= 1, "flow.stages: keep must be at least 1, got %d", keep);
    }
  }

  /**
   * Reads a stage.
   *
   * @throws IllegalArgumentException on an unknown kind, key or value, naming it and what is known
   */
  static Stage fromConfig(Config config, int index) {
    String where = "flow.stages[" + index + "]";
    Checks.require(config.hasPath("kind"), "%s needs a kind", where);
    Fields fields = new Fields(where, config);
    return switch (config.getString("kind")) {
      case "coupling" -> {
        fields.allow(
            "net",
            "depth",
            "kernels",
            "hidden",
            "layers",
            "slope",
            "clamp",
            "condition",
            "mix",
            "mix-position");
        Net net = fields.choice("net", Net.class, Net.CONV);
        yield new Coupling(
            net,
            fields.integer("depth"),
            net == Net.FC ? List.of() : fields.with("kernels").getIntList("kernels"),
            fields.integer("hidden"),
            config.hasPath("layers") ? config.getInt("layers") : 2,
            config.hasPath("slope") ? config.getDouble("slope") : 0,
            fields.with("clamp").getDouble("clamp"),
            config.hasPath("condition") ? config.getString("condition") : "none",
            fields.choice("mix", Mix.class, Mix.NONE),
            fields.choice("mix-position", MixPosition.class, MixPosition.AFTER));
      }
      case "haar" -> {
        fields.allow("rebalance", "order");
        yield new Haar(
            fields.with("rebalance").getDouble("rebalance"),
            fields.choice("order", HaarOrder.class, HaarOrder.CHANNEL) == HaarOrder.WAVELET);
      }
      case "squeeze" -> {
        fields.allow();
        yield new SqueezeStage();
      }
      case "flatten" -> {
        fields.allow();
        yield new Flatten();
      }
      case "split" -> {
        fields.allow("keep");
        yield new Split(fields.integer("keep"));
      }
      default ->
          throw new IllegalArgumentException(
              where
                  + ": unknown kind '"
                  + config.getString("kind")
                  + "'; known are coupling, haar, squeeze, flatten, split");
    };
  }

  /** The values of {@code order} of a Haar stage. */
  enum HaarOrder {
    /** Band k of channel c at 4c + k. */
    CHANNEL,
    /** Band k of channel c at k C + c. */
    WAVELET
  }

  /** The keys of one stage, with errors that name its place. */
  record Fields(String where, Config config) {

    void allow(String... keys) {
      Set<String> known = new TreeSet<>(List.of(keys));
      known.add("kind");
      for (String key : config.root().keySet()) {
        Checks.require(
            known.contains(key), "%s: unknown key '%s'; known are %s", where, key, known);
      }
    }

    int integer(String key) {
      return with(key).getInt(key);
    }

    /** Returns the stage, which has the key. */
    Config with(String key) {
      Checks.require(config.hasPath(key), "%s needs the key '%s'", where, key);
      return config;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
      if (!config.hasPath(key)) {
        return otherwise;
      }
      String value = config.getString(key);
      for (E constant : type.getEnumConstants()) {
        if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
          return constant;
        }
      }
      throw new IllegalArgumentException(
          where
              + ": "
              + key
              + " must be one of "
              + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)
              + ", got '"
              + value
              + "'");
    }
  }
}
