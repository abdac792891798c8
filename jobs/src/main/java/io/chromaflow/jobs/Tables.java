package io.chromaflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunManifest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What all tables' folders have in common. */
final class Tables {

  /** Subfolder of the rows. */
  static final String DATA = "data";

  /** Subfolder of what was refused. */
  static final String QUARANTINE = "quarantine";

  private static final Pattern OURS = Pattern.compile("_?part-.*\\.zstd\\.parquet");

  private Tables() {}

  /** Returns the path of a data file in its table's folder. */
  static String part(String subfolder, int index) {
    return String.format("%s/part-%05d.zstd.parquet", subfolder, index);
  }

  /** Returns the path of a folder's manifest. */
  static String manifestPath(String folder) {
    return folder + "/" + RunManifest.FILE;
  }

  /**
   * Reads the manifest of a finished table.
   *
   * @param storage where
   * @param folder of the table
   * @param table the kind wanted
   * @param version the version of its columns that is understood
   * @param command that writes such tables
   * @throws JobException {@link ExitCode#BAD_INPUT} when there is none, or another kind or version
   */
  static RunManifest manifest(
      Storage storage, String folder, String table, int version, String command) {
    String path = manifestPath(folder);
    if (!storage.exists(path)) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "%s: has no finished table of %s (no %s); run chromaflow %s with --output %s first"
              .formatted(folder, table, RunManifest.FILE, command, folder));
    }
    RunManifest manifest = read(storage, folder);
    if (!manifest.table().equals(table) || manifest.schemaVersion() != version) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "%s: must be a table of %s, version %d, is %s, version %d; give the folder that chromaflow %s wrote"
              .formatted(
                  folder, table, version, manifest.table(), manifest.schemaVersion(), command));
    }
    return manifest;
  }

  /** Reads the manifest that is in a folder. */
  static RunManifest read(Storage storage, String folder) {
    String path = manifestPath(folder);
    return RunManifest.fromJson(new String(storage.read(path), StandardCharsets.UTF_8), path);
  }

  /**
   * Clears what a killed run left in a subfolder of an unfinished table.
   *
   * @throws JobException {@link ExitCode#BAD_CONFIG} when it holds files that no run made
   */
  static void clear(Storage storage, String folder, String subfolder) {
    String path = folder + "/" + subfolder;
    for (String name : storage.names(path)) {
      if (!OURS.matcher(name).matches()) {
        throw new JobException(
            ExitCode.BAD_CONFIG,
            "--output %s: its folder %s holds other files (%s), which a table would mix with; give a new folder"
                .formatted(folder, subfolder, name));
      }
    }
    storage.delete(path);
  }

  /** Returns where two configurations differ, as {@code prepare.size: 64 there, 32 now}. */
  static String differences(JsonNode there, JsonNode now) {
    SortedMap<String, String> before = new TreeMap<>();
    SortedMap<String, String> after = new TreeMap<>();
    flatten("", there, before);
    flatten("", now, after);
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(before.get(key), after.get(key)))
        .map(
            key ->
                "%s: %s there, %s now"
                    .formatted(
                        key,
                        before.getOrDefault(key, "nothing"),
                        after.getOrDefault(key, "nothing")))
        .collect(Collectors.joining("; "));
  }

  private static void flatten(String path, JsonNode node, SortedMap<String, String> into) {
    if (!node.isObject()) {
      into.put(path, node.toString());
      return;
    }
    node.fields()
        .forEachRemaining(
            field ->
                flatten(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    into));
  }
}
