package io.chromaflow.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys and value types that reference.conf spells out. A number written there without a decimal
 * point is a whole number; an empty object may hold any keys; an empty list any elements.
 */
final class ConfigShape {

  private final ConfigObject reference;
  private final List<String> keys = new ArrayList<>();

  ConfigShape(Config reference) {
    this.reference = reference.root();
    addKeys("", this.reference);
  }

  /**
   * Returns {@code layer} with each value in the reference's type, so that texts of the command
   * line and of the environment equal numbers of a file.
   *
   * @throws JobException {@link ExitCode#BAD_CONFIG} at the first unknown key or wrong type, with
   *     where it stands
   */
  Config fit(Config layer) {
    return fitObject("", layer.root(), reference).toConfig();
  }

  private void addKeys(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
      String key = prefix + entry.getKey();
      keys.add(key);
      if (entry.getValue() instanceof ConfigObject inner) {
        addKeys(key + ".", inner);
      }
    }
  }

  private ConfigObject fitObject(String prefix, ConfigObject given, ConfigObject shape) {
    ConfigObject fitted = given;
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String name = entry.getKey();
      String key = prefix + (shape.containsKey(name) ? name : ConfigUtil.joinPath(name));
      ConfigValue model = shape.get(name);
      if (model == null) {
        throw new JobException(
            ExitCode.BAD_CONFIG,
            "%s (%s): no such key in conf/reference.conf%s"
                .formatted(key, where(entry.getValue()), Nearest.hint(key, keys)));
      }
      fitted = fitted.withValue(name, fitValue(key, entry.getValue(), model));
    }
    return fitted;
  }

  private ConfigValue fitValue(String key, ConfigValue given, ConfigValue model) {
    ConfigValue fitted =
        switch (model.valueType()) {
          case OBJECT -> fitGroup(key, given, (ConfigObject) model);
          case LIST -> fitList(key, given, (ConfigList) model);
          case NUMBER -> number(given, isFraction(model));
          case BOOLEAN -> bool(given);
          case STRING -> string(given);
          case NULL -> throw new AssertionError("reference.conf has null at " + key);
        };
    if (fitted == null) {
      throw wrongType(key, given, model);
    }
    return fitted;
  }

  private @Nullable ConfigValue fitGroup(String key, ConfigValue given, ConfigObject model) {
    if (!(given instanceof ConfigObject object)) {
      return null;
    }
    return model.isEmpty() ? object : fitObject(key + ".", object, model);
  }

  private @Nullable ConfigValue fitList(String key, ConfigValue given, ConfigList model) {
    ConfigValue value = given.unwrapped() instanceof String text ? parsed(given, text) : given;
    if (!(value instanceof ConfigList list)) {
      return null;
    }
    if (model.isEmpty()) {
      return list;
    }
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ConfigValue element = list.get(i).withOrigin(given.origin());
      elements.add(fitValue(key + "[" + i + "]", element, model.get(0)).unwrapped());
    }
    return ConfigValueFactory.fromIterable(elements).withOrigin(given.origin());
  }

  /** Reads a list that came as text, from the command line or the environment. */
  private static @Nullable ConfigValue parsed(ConfigValue given, String text) {
    try {
      return ConfigFactory.parseString("value = " + text)
          .resolve()
          .getValue("value")
          .withOrigin(given.origin());
    } catch (ConfigException e) {
      return null;
    }
  }

  private static @Nullable ConfigValue number(ConfigValue given, boolean fraction) {
    if (!(given.unwrapped() instanceof Number || given.unwrapped() instanceof String)) {
      return null;
    }
    try {
      BigDecimal exact = new BigDecimal(given.unwrapped().toString().strip());
      // Not one conditional expression: Java would make a double of both branches.
      Number fitted;
      if (fraction) {
        fitted = exact.doubleValue();
      } else {
        fitted = exact.longValueExact();
      }
      return Double.isInfinite(fitted.doubleValue())
          ? null
          : ConfigValueFactory.fromAnyRef(fitted).withOrigin(given.origin());
    } catch (ArithmeticException | NumberFormatException e) {
      return null; // a part after the point, more than 64 bits, or no number at all
    }
  }

  private static @Nullable ConfigValue bool(ConfigValue given) {
    return switch (given.unwrapped() == null ? "" : given.unwrapped().toString()) {
      case "true", "yes", "on" -> ConfigValueFactory.fromAnyRef(true).withOrigin(given.origin());
      case "false", "no", "off" -> ConfigValueFactory.fromAnyRef(false).withOrigin(given.origin());
      default -> null;
    };
  }

  private static @Nullable ConfigValue string(ConfigValue given) {
    boolean scalar =
        given.valueType() == ConfigValueType.STRING
            || given.valueType() == ConfigValueType.NUMBER
            || given.valueType() == ConfigValueType.BOOLEAN;
    return scalar
        ? ConfigValueFactory.fromAnyRef(given.unwrapped().toString()).withOrigin(given.origin())
        : null;
  }

  private static JobException wrongType(String key, ConfigValue given, ConfigValue model) {
    String expected =
        switch (model.valueType()) {
          case OBJECT -> "a group of keys";
          case LIST -> "a list";
          case NUMBER -> isFraction(model) ? "a number" : "a whole number";
          case BOOLEAN -> "true or false";
          case STRING, NULL -> "a text";
        };
    boolean example = model.valueType() != ConfigValueType.OBJECT;
    return new JobException(
        ExitCode.BAD_CONFIG,
        "%s (%s): must be %s%s, got %s"
            .formatted(
                key,
                where(given),
                expected,
                example ? " such as " + text(model) : "",
                text(given)));
  }

  /** Whether the reference writes a number with a decimal point or an exponent. */
  private static boolean isFraction(ConfigValue model) {
    // unwrapped() makes a whole number of 1.0; only the text tells.
    return model.atKey("number").getString("number").matches(".*[.eE].*");
  }

  private static String text(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }

  private static String where(ConfigValue value) {
    return value.origin().description();
  }
}
