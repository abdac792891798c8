package io.chromaflow.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders of logs that Aeron leaves in /dev/shm. ND4J never closes its media driver, so this
 * JVM's are deleted when it ends; those of other JVMs on the host stay.
 */
final class AeronFolders {

  private static final Pattern MAPPED = Pattern.compile("(/dev/shm/aeron-[^/ ]+)/");

  private AeronFolders() {}

  /** Deletes this JVM's folders at its end; call once a JVM. */
  static void deleteAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(AeronFolders::delete, "aeron-folders"));
  }

  private static void delete() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      for (Path folder : folders(maps)) {
        deleteAll(folder);
      }
    } catch (IOException e) {
      // The end of a JVM: there is nobody to tell, and the folders are only memory.
    }
  }

  /**
   * Returns the folders of the files that a process has mapped.
   *
   * @param maps lines of /proc/self/maps
   */
  static List<Path> folders(Stream<String> maps) {
    return maps.map(MAPPED::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .distinct()
        .map(Path::of)
        .toList();
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
