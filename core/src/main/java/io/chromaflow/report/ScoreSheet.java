package io.chromaflow.report;

import io.chromaflow.eval.Estimate;
import io.chromaflow.eval.Metric;
import io.chromaflow.run.Checks;
import java.util.List;
import java.util.Optional;

/**
 * Every metric by method, with the protocol that the figures were made by.
 *
 * @param methods the methods' names, the model first
 * @param rows one row a metric
 * @param protocol set, hash, count, crop, samples, temperature, seed, model and backend
 * @param remarks what a reader must know to take the figures right, such as missing error bars
 */
public record ScoreSheet(
    List<String> methods, List<Row> rows, List<Fact> protocol, List<String> remarks) {

  /** Copies the lists and checks that each row has a cell for each method. */
  public ScoreSheet {
    methods = List.copyOf(methods);
    rows = List.copyOf(rows);
    protocol = List.copyOf(protocol);
    remarks = List.copyOf(remarks);
    for (Row row : rows) {
      Checks.require(
          row.cells().size() == methods.size(),
          "%s must have a cell for each of %d methods, got %d",
          row.metric().id(),
          methods.size(),
          row.cells().size());
    }
  }

  /**
   * One metric.
   *
   * @param metric which
   * @param cells one figure a method; empty where the method has no such figure
   */
  public record Row(Metric metric, List<Optional<Estimate>> cells) {

    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }
}
