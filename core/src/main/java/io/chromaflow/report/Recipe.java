package io.chromaflow.report;

import java.util.List;

/**
 * How to make the page's run again.
 *
 * @param commands command lines, one a job
 * @param configuration the resolved configuration of each stage: name of its file, its JSON
 * @param versions what the run is known by: versions, hashes, identifiers
 */
public record Recipe(List<String> commands, List<Fact> configuration, List<Fact> versions) {

  /** Copies the lists. */
  public Recipe {
    commands = List.copyOf(commands);
    configuration = List.copyOf(configuration);
    versions = List.copyOf(versions);
  }
}
