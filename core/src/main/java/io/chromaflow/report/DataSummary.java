package io.chromaflow.report;

import java.util.List;

/**
 * What went into a run and what was turned away.
 *
 * @param counts photos read, kept and split
 * @param rejected kinds of quarantined photos
 */
public record DataSummary(List<Fact> counts, List<Rejected> rejected) {

  /** Copies the lists. */
  public DataSummary {
    counts = List.copyOf(counts);
    rejected = List.copyOf(rejected);
  }

  /**
   * One kind of quarantined photos.
   *
   * @param kind class of failure
   * @param count photos of it
   * @param examples a few sources with their messages
   */
  public record Rejected(String kind, long count, List<Fact> examples) {

    /** Copies the list. */
    public Rejected {
      examples = List.copyOf(examples);
    }
  }
}
