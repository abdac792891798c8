package io.chromaflow.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user gives over the defaults; environment variables {@code CONFIG_FORCE_a_b} come on top
 * of all but {@code settings}.
 *
 * @param preset name of a file in conf/, such as {@code demo}; null for none
 * @param file a HOCON file on a local disk; null for none
 * @param settings {@code key=value} texts, the last one of a key wins
 */
public record ConfigSources(@Nullable String preset, @Nullable Path file, List<String> settings) {

  /** Nothing over the defaults. */
  public static final ConfigSources NONE = new ConfigSources(null, null, List.of());

  /** Keeps its own copy of the settings. */
  public ConfigSources {
    settings = List.copyOf(settings);
  }

  /** Returns the sources of one preset alone. */
  public static ConfigSources ofPreset(String preset) {
    return new ConfigSources(preset, null, List.of());
  }

  /** Returns these sources with more settings, which win over those already here. */
  public ConfigSources with(String... moreSettings) {
    return new ConfigSources(
        preset, file, Stream.concat(settings.stream(), List.of(moreSettings).stream()).toList());
  }
}
