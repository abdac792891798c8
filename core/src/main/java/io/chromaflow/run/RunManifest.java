package io.chromaflow.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table is, where it came from and which files it has. Written last, it makes a folder a
 * table.
 *
 * <p>It holds no time, no absolute path and no name of a machine: equal runs give equal bytes.
 *
 * @param table kind of table, such as {@code tensors}
 * @param schemaVersion version of its columns
 * @param codeVersion version of the program that wrote it
 * @param configHash {@link RunConfig#hash} of the keys that shape the table
 * @param config these keys, as a tree
 * @param inputFingerprint hash of the content that was read
 * @param counts how many of what
 * @param statistics numbers about the content, each in the unit that its writer states
 * @param files all data files, sorted by path
 */
public record RunManifest(
    String table,
    int schemaVersion,
    String codeVersion,
    String configHash,
    JsonNode config,
    String inputFingerprint,
    SortedMap<String, Long> counts,
    SortedMap<String, Double> statistics,
    List<TableFile> files) {

  /** Name of the manifest's file in its table's folder. */
  public static final String FILE = "manifest.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Copies what could be changed from outside. */
  public RunManifest {
    counts = new TreeMap<>(counts);
    statistics = new TreeMap<>(statistics);
    files = List.copyOf(files);
    statistics.forEach(
        (name, value) ->
            Checks.require(
                Double.isFinite(value),
                "statistic %s must be a finite number, got %s",
                name,
                value));
  }

  /**
   * One data file.
   *
   * @param path relative to the table's folder, with slashes
   * @param bytes its length
   * @param sha256 of its bytes, 64 hexadecimal digits
   */
  public record TableFile(String path, long bytes, String sha256) implements Serializable {}

  /** Returns a count, 0 when it is not there. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Returns the manifest as JSON, always in the same order, lines ended by a line feed. */
  public String toJson() {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    try {
      return JSON.writer(printer).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("a manifest is always JSON", e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @param json from {@link #toJson}
   * @param path where it was found, for the message
   * @throws JobException {@link ExitCode#BAD_INPUT} when it is not a manifest
   */
  public static RunManifest fromJson(String json, String path) {
    try {
      return JSON.readValue(json, RunManifest.class);
    } catch (JsonProcessingException e) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "%s: is not a manifest of chromaflow (%s); make the table again"
              .formatted(path, e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Parses the configuration tree of a manifest.
   *
   * @param json from {@link RunConfig#json}
   */
  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("configuration must be JSON, got " + json, e);
    }
  }
}
