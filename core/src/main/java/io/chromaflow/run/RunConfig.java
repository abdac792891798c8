package io.chromaflow.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The resolved configuration of a run: every key of reference.conf, each in its type.
 *
 * <p>Precedence: {@code --set} over environment ({@code CONFIG_FORCE_a_b}) over {@code --config}
 * file over {@code --preset} over reference.conf. Nothing else, such as other system properties,
 * gets in.
 */
public final class RunConfig {

  /** The files of conf/ that {@code --preset} knows. */
  public static final List<String> PRESETS = List.of("demo", "lsun", "mnist", "imagenet");

  /** Where {@link #json} and {@link #hash} look for secrets: free Spark properties. */
  private static final String OPEN_GROUP = "spark.properties";

  private static final Pattern SECRET =
      Pattern.compile("secret|password|passwd|token|key|credential", Pattern.CASE_INSENSITIVE);

  private static final String BLANK = "(secret)";

  private static final int HASH_DIGITS = 16;

  private final Config config;

  private RunConfig(Config config) {
    this.config = config;
  }

  /**
   * Resolves the configuration of a run.
   *
   * @param sources what the user gives
   * @throws JobException {@link ExitCode#BAD_CONFIG} for an unknown preset, a missing or unreadable
   *     file, an unknown key or a value of the wrong type; the message names it, where it stands
   *     and the nearest known one
   */
  public static RunConfig resolve(ConfigSources sources) {
    return resolve(sources, ConfigFactory.systemEnvironmentOverrides());
  }

  static RunConfig resolve(ConfigSources sources, Config environment) {
    Config resolved = reference();
    ConfigShape shape = new ConfigShape(resolved);
    if (sources.preset() != null) {
      resolved = over(resolved, preset(sources.preset()), shape);
    }
    if (sources.file() != null) {
      resolved = over(resolved, file(sources.file()), shape);
    }
    resolved = over(resolved, environment, shape);
    for (String setting : sources.settings()) {
      resolved = over(resolved, setting(setting), shape);
    }
    return new RunConfig(resolved);
  }

  /** Returns the whole tree, resolved. */
  public Config config() {
    return config;
  }

  /**
   * Builds a checked value from one section.
   *
   * @param section path of a group of keys, such as {@code train}
   * @param factory reads the section; throws {@link IllegalArgumentException} for a value out of
   *     range
   * @throws JobException {@link ExitCode#BAD_CONFIG} for whatever the factory refuses
   */
  public <T> T read(String section, Function<Config, T> factory) {
    try {
      return factory.apply(config.getConfig(section));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new JobException(
          ExitCode.BAD_CONFIG, "configuration of %s: %s".formatted(section, e.getMessage()), e);
    }
  }

  /**
   * Returns the tree as canonical JSON on one line: keys sorted, numbers in one spelling, secrets
   * of {@code spark.properties} blanked.
   *
   * @param paths the groups or keys to keep, such as {@code color} or {@code run.seed}; none keeps
   *     all
   */
  public String json(String... paths) {
    Config kept = paths.length == 0 ? config : ConfigFactory.empty();
    for (String path : paths) {
      kept = kept.withValue(path, config.getValue(path));
    }
    try {
      return new ObjectMapper().writeValueAsString(canonical("", kept.root().unwrapped()));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a configuration is always JSON", e);
    }
  }

  /**
   * Returns the first 16 hexadecimal digits of the SHA-256 of {@link #json}: equal exactly when the
   * kept values are equal.
   *
   * @param paths the groups or keys that count; none counts all
   */
  public String hash(String... paths) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json(paths).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /**
   * Returns one line for each key, sorted, as {@code key = value # where it was set}, with secrets
   * blanked.
   */
  public List<String> lines() {
    return config.entrySet().stream()
        .map(
            entry -> {
              ConfigValue value = entry.getValue();
              String text =
                  isSecret(entry.getKey())
                      ? BLANK
                      : value.render(ConfigRenderOptions.concise().setJson(false));
              return "%s = %s  # %s".formatted(entry.getKey(), text, value.origin().description());
            })
        .sorted()
        .toList();
  }

  /** Returns reference.conf; each value's origin has the comments that stand above it. */
  static Config reference() {
    return onClassPath("reference");
  }

  private static Config over(Config lower, Config layer, ConfigShape shape) {
    try {
      return shape.fit(layer.resolveWith(layer.withFallback(lower))).withFallback(lower);
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  private static Config preset(String name) {
    if (!PRESETS.contains(name)) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "--preset %s: no such preset, known are %s%s"
              .formatted(name, String.join(", ", PRESETS), Nearest.hint(name, PRESETS)));
    }
    return onClassPath(name);
  }

  private static Config onClassPath(String name) {
    return ConfigFactory.parseResources(
        RunConfig.class.getClassLoader(),
        "chromaflow/" + name + ".conf",
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setOriginDescription("conf/" + name + ".conf"));
  }

  private static Config file(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "--config %s: no such file; give the path of a HOCON file".formatted(path));
    }
    try {
      return ConfigFactory.parseFile(
          path.toFile(),
          ConfigParseOptions.defaults()
              .setAllowMissing(false)
              .setOriginDescription(path.toString()));
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  private static Config setting(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "--set %s: must be key=value, such as --set train.rounds=3".formatted(setting));
    }
    String key = setting.substring(0, equals).strip();
    try {
      String path = ConfigUtil.joinPath(ConfigUtil.splitPath(key));
      return ConfigFactory.empty()
          .withValue(
              path,
              ConfigValueFactory.fromAnyRef(setting.substring(equals + 1).strip(), "--set " + key));
    } catch (ConfigException e) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "--set %s: %s is no key; a key is words joined by dots, such as train.rounds"
              .formatted(setting, key),
          e);
    }
  }

  private static JobException unreadable(ConfigException e) {
    return new JobException(
        ExitCode.BAD_CONFIG, "%s; mend the file, it is HOCON".formatted(e.getMessage()), e);
  }

  private static boolean isSecret(String path) {
    return path.startsWith(OPEN_GROUP + ".") && SECRET.matcher(path).find();
  }

  private static Object canonical(String path, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach(
          (key, inner) -> {
            String at = path.isEmpty() ? key.toString() : path + "." + key;
            boolean secret = isSecret(at) && !(inner instanceof Map);
            sorted.put(key.toString(), secret ? BLANK : canonical(at, inner));
          });
      return sorted;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> canonical(path, element)).toList();
    }
    boolean whole =
        value instanceof Double number
            && number == Math.rint(number)
            && Math.abs(number) < 1L << 53;
    return whole ? ((Double) value).longValue() : value;
  }
}
