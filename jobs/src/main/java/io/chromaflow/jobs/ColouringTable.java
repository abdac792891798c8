package io.chromaflow.jobs;

import io.chromaflow.shard.ShardCodec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table of colourings: a row is one sample of one photo file. Rows are sorted by source and
 * sample over the files' names.
 */
final class ColouringTable {

  /** Kind of table, as its manifest says. */
  static final String NAME = "colourings";

  /** Counts up when columns change their meaning. */
  static final int VERSION = 1;

  /** Content hash of the photo file, 32 hexadecimal digits. */
  static final String IMAGE_ID = "image_id";

  /** Path of the photo file relative to the input. */
  static final String SOURCE = "source";

  /** Index of the sample, from 0. */
  static final String SAMPLE = "sample";

  /** Seed that made the sample's latents. */
  static final String SEED = "seed";

  /** Standard deviation of the latents. */
  static final String TEMPERATURE = "temperature";

  /** ln p(ab | L) of normalised ab at temperature 1, in nats, with the Gaussian's constant. */
  static final String LOG_LIKELIHOOD = "log_likelihood";

  /** Side of {@link #AB}, in pixels. */
  static final String SIZE = "size";

  /** Of the whole photo, {@code [2 * size * size]}, see {@link ShardCodec#encodeAb}. */
  static final String AB = "ab";

  /** Of the rendered image, in pixels. */
  static final String WIDTH = "width";

  /** Of the rendered image, in pixels. */
  static final String HEIGHT = "height";

  /** Path of the rendered image relative to the table's folder. */
  static final String PATH = "path";

  /** SHA-256 of the rendered image's file. */
  static final String SHA256 = "sha256";

  static final StructType SCHEMA =
      new StructType()
          .add(IMAGE_ID, DataTypes.StringType, false)
          .add(SOURCE, DataTypes.StringType, false)
          .add(SAMPLE, DataTypes.IntegerType, false)
          .add(SEED, DataTypes.LongType, false)
          .add(TEMPERATURE, DataTypes.DoubleType, false)
          .add(LOG_LIKELIHOOD, DataTypes.DoubleType, false)
          .add(SIZE, DataTypes.IntegerType, false)
          .add(AB, DataTypes.BinaryType, false)
          .add(WIDTH, DataTypes.IntegerType, false)
          .add(HEIGHT, DataTypes.IntegerType, false)
          .add(PATH, DataTypes.StringType, false)
          .add(SHA256, DataTypes.StringType, false);

  private ColouringTable() {}
}
