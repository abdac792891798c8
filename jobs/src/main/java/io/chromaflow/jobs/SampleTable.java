package io.chromaflow.jobs;

import io.chromaflow.shard.ShardCodec;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The colourings that were scored, beside the table of scores: a row is one sample. */
final class SampleTable {

  /** Subfolder of the table of scores. */
  static final String FOLDER = "samples";

  /** Content hash of the photo. */
  static final String IMAGE_ID = "image_id";

  /** Index of the sample. */
  static final String SAMPLE = "sample";

  /** {@code [2 * size * size]}, see {@link ShardCodec#encodeAb}. */
  static final String AB = "ab";

  /** Columns in file order. */
  static final StructType SCHEMA =
      new StructType()
          .add(IMAGE_ID, DataTypes.StringType, false)
          .add(SAMPLE, DataTypes.IntegerType, false)
          .add(AB, DataTypes.BinaryType, false);

  private SampleTable() {}

  /** Returns the row of a colouring, {@code ab} in Lab units. */
  static Row row(String imageId, int sample, float[] ab) {
    return RowFactory.create(imageId, sample, ShardCodec.encodeAb(ab));
  }

  /** Returns the colours of a row, {@code [2 * size * size]}, Lab units. */
  static float[] ab(Row row, int size) {
    return ShardCodec.decodeAb(row.getAs(AB), 2 * size * size);
  }
}
