package io.chromaflow.report;

import java.util.List;
import java.util.Optional;

/**
 * Everything a page shows. What a run does not have is empty and named in {@code missing}.
 *
 * @param title the page's title
 * @param summary one or two sentences under the title
 * @param headline the few figures that matter, at most four
 * @param pictures photos with their colourings
 * @param training the training curve
 * @param scores the metrics
 * @param data counts and quarantine
 * @param recipe how to make it again
 * @param missing parts that the run lacks, one sentence each
 */
public record Report(
    String title,
    String summary,
    List<HeadlineFigure> headline,
    List<PictureRow> pictures,
    Optional<TrainingCurve> training,
    Optional<ScoreSheet> scores,
    Optional<DataSummary> data,
    Recipe recipe,
    List<String> missing) {

  /** Copies the lists. */
  public Report {
    headline = List.copyOf(headline);
    pictures = List.copyOf(pictures);
    missing = List.copyOf(missing);
  }
}
