package io.chromaflow.report;

import io.chromaflow.run.Checks;
import java.util.List;
import java.util.OptionalInt;

/**
 * One photo with its colourings.
 *
 * @param name the photo's file name
 * @param split what the model knows of it, such as "test: never trained on"
 * @param facts what was measured on it
 * @param gray what the model sees
 * @param truth the original
 * @param samples the colourings, in sample order
 * @param nearest index of the sample that is nearest to the truth as a whole image; empty when not
 *     measured
 */
public record PictureRow(
    String name,
    String split,
    List<Fact> facts,
    Picture gray,
    Picture truth,
    List<Picture> samples,
    OptionalInt nearest) {

  /** Copies the lists and checks the index. */
  public PictureRow {
    facts = List.copyOf(facts);
    samples = List.copyOf(samples);
    Checks.require(
        nearest.isEmpty() || (nearest.getAsInt() >= 0 && nearest.getAsInt() < samples.size()),
        "nearest must be one of the %d samples, got %s",
        samples.size(),
        nearest);
  }
}
