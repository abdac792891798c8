package io.chromaflow.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.chromaflow.shard.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The images of an evaluation, cut into parts. A part is one file of scores and what a killed run
 * repeats at most.
 *
 * @param ids in order
 */
record EvaluationSet(List<String> ids) {

  /** Column of a part's number. */
  static final String PART = "part";

  /** Parts aimed at: enough to share out, to see progress, and to lose little when killed. */
  private static final int PARTS = 64;

  /** Fewer make tiny files. */
  private static final int LEAST_PER_PART = 4;

  /** More lose too much when killed. */
  private static final int MOST_PER_PART = 256;

  /** Copies the list. */
  EvaluationSet {
    ids = List.copyOf(ids);
  }

  /**
   * Chooses the images: those of a split, in the order of their ids.
   *
   * @param tensors {@link TensorTable} rows
   * @param split which
   * @param limit most images, 0 is all; the ids of all fit the driver
   */
  static EvaluationSet of(Dataset<Row> tensors, Split split, int limit) {
    Dataset<Row> ids =
        tensors
            .where(col(TensorTable.SPLIT).equalTo(TensorTable.name(split)))
            .where(col(TensorTable.VIEW).equalTo(0))
            .select(TensorTable.IMAGE_ID)
            .orderBy(TensorTable.IMAGE_ID);
    Dataset<Row> chosen = limit > 0 ? ids.limit(limit) : ids;
    return new EvaluationSet(chosen.as(Encoders.STRING()).collectAsList());
  }

  /** Returns 16 hexadecimal digits of the SHA-256 of the ids, one a line. */
  String hash() {
    return Hash.brief(String.join("\n", ids) + "\n");
  }

  /** Returns the number of parts. */
  int parts() {
    return (ids.size() + imagesPerPart() - 1) / imagesPerPart();
  }

  /** Returns the images of every part but the last, a function of the set's size alone. */
  int imagesPerPart() {
    int even = (ids.size() + PARTS - 1) / PARTS;
    return Math.max(LEAST_PER_PART, Math.min(MOST_PER_PART, even));
  }

  /** Returns how many images a part has. */
  int imagesOf(int part) {
    return Math.min(imagesPerPart(), ids.size() - part * imagesPerPart());
  }

  /**
   * Picks the first views of some parts and adds {@link #PART}; all rows of a part come to one
   * partition, by part and image id.
   *
   * @param tensors {@link TensorTable} rows
   * @param wanted parts
   * @param partitions at most
   */
  Dataset<Row> rows(Dataset<Row> tensors, Set<Integer> wanted, int partitions) {
    List<Row> numbered = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int part = i / imagesPerPart();
      if (wanted.contains(part)) {
        numbered.add(RowFactory.create(ids.get(i), part));
      }
    }
    StructType schema =
        new StructType()
            .add(TensorTable.IMAGE_ID, DataTypes.StringType, false)
            .add(PART, DataTypes.IntegerType, false);
    SparkSession spark = tensors.sparkSession();
    return tensors
        .where(col(TensorTable.VIEW).equalTo(0))
        .join(broadcast(spark.createDataFrame(numbered, schema)), TensorTable.IMAGE_ID)
        .repartitionByRange(partitions, col(PART))
        .sortWithinPartitions(PART, TensorTable.IMAGE_ID);
  }
}
