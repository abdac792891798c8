package io.chromaflow.jobs;

import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.ShardCodec;
import io.chromaflow.shard.Split;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table of Lab tensors: a row is one view of one image. Rows are sorted by image id and view
 * over the files' names.
 */
final class TensorTable {

  /** Kind of table, as its manifest says. */
  static final String NAME = "tensors";

  /** Counts up when columns change their meaning. */
  static final int VERSION = 1;

  /** Content hash of the image file, 32 hexadecimal digits. */
  static final String IMAGE_ID = "image_id";

  /** Path of the image file relative to the input. */
  static final String SOURCE = "source";

  /** {@code train}, {@code validation} or {@code test}. */
  static final String SPLIT = "split";

  /** 0 is the centre crop, others are random-resized crops. */
  static final String VIEW = "view";

  /** Of the upright photo, in pixels. */
  static final String WIDTH = "width";

  /** Of the upright photo, in pixels. */
  static final String HEIGHT = "height";

  /** Side of the tensors, in pixels. */
  static final String SIZE = "size";

  /** {@code [size * size]}, see {@link ShardCodec#encodeL}. */
  static final String L = "l";

  /** {@code [2 * size * size]}, see {@link ShardCodec#encodeAb}. */
  static final String AB = "ab";

  static final StructType SCHEMA =
      new StructType()
          .add(IMAGE_ID, DataTypes.StringType, false)
          .add(SOURCE, DataTypes.StringType, false)
          .add(SPLIT, DataTypes.StringType, false)
          .add(VIEW, DataTypes.IntegerType, false)
          .add(WIDTH, DataTypes.IntegerType, false)
          .add(HEIGHT, DataTypes.IntegerType, false)
          .add(SIZE, DataTypes.IntegerType, false)
          .add(L, DataTypes.BinaryType, false)
          .add(AB, DataTypes.BinaryType, false);

  private TensorTable() {}

  /** Returns the row of a tensor. */
  static Row row(LabTensor tensor) {
    return RowFactory.create(
        tensor.imageId(),
        tensor.source(),
        name(tensor.split()),
        tensor.view(),
        tensor.originalWidth(),
        tensor.originalHeight(),
        tensor.size(),
        ShardCodec.encodeL(tensor.l()),
        ShardCodec.encodeAb(tensor.ab()));
  }

  /** Returns the tensor of a row that has at least the columns of {@link #SCHEMA}. */
  static LabTensor tensor(Row row) {
    int size = row.<Integer>getAs(SIZE);
    return new LabTensor(
        row.getAs(IMAGE_ID),
        row.getAs(SOURCE),
        Split.valueOf(row.<String>getAs(SPLIT).toUpperCase(Locale.ROOT)),
        row.<Integer>getAs(VIEW),
        row.<Integer>getAs(WIDTH),
        row.<Integer>getAs(HEIGHT),
        size,
        ShardCodec.decodeL(row.getAs(L), size * size),
        ShardCodec.decodeAb(row.getAs(AB), 2 * size * size));
  }

  /** Returns a split as the table spells it. */
  static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Opens the table of a folder.
   *
   * @throws io.chromaflow.run.JobException when the folder has no finished table of this kind
   */
  static Dataset<Row> read(SparkSession spark, String folder) {
    Tables.manifest(Storage.of(spark), folder, NAME, VERSION, "prepare");
    return spark.read().schema(SCHEMA).parquet(Storage.literal(folder + "/" + Tables.DATA));
  }
}
