package io.chromaflow.jobs;

import io.chromaflow.run.DataException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What was refused, and why: a row is one image file, sorted by source. */
final class QuarantineTable {

  /** Path of the image file relative to the input. */
  static final String SOURCE = "source";

  /** What was being done, such as {@code decode}. */
  static final String STAGE = "stage";

  /** Class of failure to count by, such as {@code truncated}. */
  static final String KIND = "kind";

  /** What was expected and found. */
  static final String MESSAGE = "message";

  /** Of the file, as image ids are made; empty when it could not be read. */
  static final String CONTENT_HASH = "content_hash";

  /** Length of the file. */
  static final String BYTES = "bytes";

  static final StructType SCHEMA =
      new StructType()
          .add(SOURCE, DataTypes.StringType, false)
          .add(STAGE, DataTypes.StringType, false)
          .add(KIND, DataTypes.StringType, false)
          .add(MESSAGE, DataTypes.StringType, false)
          .add(CONTENT_HASH, DataTypes.StringType, false)
          .add(BYTES, DataTypes.LongType, false);

  private QuarantineTable() {}

  /** Returns the row of a file that could not be decoded. */
  static Row row(Storage.StoredFile file, String contentHash, DataException refusal) {
    return RowFactory.create(
        file.source(), "decode", refusal.kind(), refusal.getMessage(), contentHash, file.bytes());
  }
}
