package io.chromaflow.jobs;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The table of scores: one row for each image, method, metric and, where it has one, sample. */
final class ScoreTable {

  /** Version of the schema, raised when a column changes its meaning. */
  static final int VERSION = 1;

  /** Kind of table, as its manifest says. */
  static final String NAME = "scores";

  /** Content hash of the photo. */
  static final String IMAGE_ID = "image_id";

  /** {@link io.chromaflow.eval.Method#id}. */
  static final String METHOD = "method";

  /** {@link io.chromaflow.eval.Metric#id}, or {@link #SAMPLE_MSE} or {@link #LOG_LIKELIHOOD}. */
  static final String METRIC = "metric";

  /** Index of the sample, or {@link #WHOLE_IMAGE}. */
  static final String SAMPLE = "sample";

  /** The figure, in the metric's unit. */
  static final String VALUE = "value";

  /** Sample index of a figure about all of an image's samples. */
  static final int WHOLE_IMAGE = -1;

  /** Mean square error of one sample, squared units of RGB in [0,1]. */
  static final String SAMPLE_MSE = "sample-mse";

  /** Log-likelihood of one sample, nats of normalised ab with the constant. */
  static final String LOG_LIKELIHOOD = "sample-log-likelihood";

  /** Columns in file order. */
  static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            DataTypes.createStructField(IMAGE_ID, DataTypes.StringType, false),
            DataTypes.createStructField(METHOD, DataTypes.StringType, false),
            DataTypes.createStructField(METRIC, DataTypes.StringType, false),
            DataTypes.createStructField(SAMPLE, DataTypes.IntegerType, false),
            DataTypes.createStructField(VALUE, DataTypes.DoubleType, false)
          });

  /** Columns that name a row and order the table. */
  static final List<String> KEY = List.of(IMAGE_ID, METHOD, METRIC, SAMPLE);

  private ScoreTable() {}

  static Row row(ScoreRow score) {
    return RowFactory.create(
        score.imageId(), score.method(), score.metric(), score.sample(), score.value());
  }
}
