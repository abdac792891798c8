package io.chromaflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.chromaflow.eval.BootstrapMean;
import io.chromaflow.eval.Method;
import io.chromaflow.eval.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Figures of a set from the scores of its images. */
final class SetFigures {

  private static final String VALUES = "values";

  private SetFigures() {}

  /**
   * Returns the figures of every method that has any, methods and metrics in the order of their
   * enums. Values are taken in the order of the image ids, whatever the partitioning.
   *
   * @param scores {@link ScoreTable} rows
   * @param bootstrap error bars
   */
  static List<ScoreSummary.MethodFigures> of(Dataset<Row> scores, BootstrapMean bootstrap) {
    Map<String, double[]> values = perImage(scores);
    List<ScoreSummary.MethodFigures> all = new ArrayList<>();
    for (Method method : Method.values()) {
      List<ScoreSummary.Figure> figures = new ArrayList<>();
      for (Metric metric : Metric.values()) {
        double[] perImage = values.get(key(method.id(), metric.id()));
        if (perImage != null) {
          figures.add(ScoreSummary.Figure.of(metric, metric.overImages(perImage, bootstrap)));
        }
      }
      if (!figures.isEmpty()) {
        all.add(new ScoreSummary.MethodFigures(method.id(), method.meaning(), figures));
      }
    }
    return all;
  }

  /** One row a method and metric; a row holds one double an image, so all of it fits the driver. */
  private static Map<String, double[]> perImage(Dataset<Row> scores) {
    Dataset<Row> grouped =
        scores
            .where(col(ScoreTable.SAMPLE).equalTo(ScoreTable.WHOLE_IMAGE))
            .groupBy(ScoreTable.METHOD, ScoreTable.METRIC)
            .agg(
                sort_array(collect_list(struct(ScoreTable.IMAGE_ID, ScoreTable.VALUE))).as(VALUES));
    Map<String, double[]> values = new HashMap<>();
    for (Row row : grouped.collectAsList()) {
      List<Row> pairs = row.getList(2);
      values.put(
          key(row.getString(0), row.getString(1)),
          pairs.stream().mapToDouble(pair -> pair.getDouble(1)).toArray());
    }
    return values;
  }

  private static String key(String method, String metric) {
    return method + "/" + metric;
  }
}
