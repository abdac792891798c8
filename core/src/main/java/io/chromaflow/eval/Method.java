package io.chromaflow.eval;

import java.util.Optional;

/** What is scored: the model and what it is held against. */
public enum Method {
  /** The flow's colourings and the likelihood that it gives the original. */
  CINN("cinn", "cINN", "the model's own draws"),
  /** No colour at all. */
  GRAYSCALE("grayscale", "gray", "a = b = 0: the photo left gray"),
  /** One colour for everything. */
  MEAN_COLOUR(
      "mean-colour", "mean colour", "the mean a and b of the training photos at every pixel"),
  /** The likelihood of one Gaussian. */
  GAUSSIAN(
      "gaussian",
      "Gaussian",
      "one Gaussian for a and one for b, with the training photos' mean and deviation"),
  /** The original against itself. */
  GROUND_TRUTH(
      "ground-truth", "original", "the original against itself: what a perfect answer scores");

  private final String id;
  private final String label;
  private final String meaning;

  Method(String id, String label, String meaning) {
    this.id = id;
    this.label = label;
    this.meaning = meaning;
  }

  /** Returns the name in tables, kebab-case and stable. */
  public String id() {
    return id;
  }

  /** Returns the name for people. */
  public String label() {
    return label;
  }

  /** Returns what its colours are, as a phrase. */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the method of a name in a table.
   *
   * @param id as {@link #id} gives it
   */
  public static Optional<Method> ofId(String id) {
    for (Method method : values()) {
      if (method.id.equals(id)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
