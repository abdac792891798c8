package io.chromaflow.jobs;

import io.chromaflow.run.DataException;
import io.chromaflow.shard.LabTensor;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What prepare keeps of a wave until the table is made: rows of {@link TensorTable} and, with empty
 * tensors, what was refused.
 */
final class StagingTable {

  static final String BYTES = "bytes";
  static final String KIND = "kind";
  static final String MESSAGE = "message";

  static final StructType SCHEMA = schema();

  private StagingTable() {}

  static Row row(LabTensor tensor, long bytes) {
    Row row = TensorTable.row(tensor);
    return RowFactory.create(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        row.get(7),
        row.get(8),
        bytes,
        null,
        null);
  }

  static Row row(Storage.StoredFile file, String contentHash, DataException refusal) {
    return RowFactory.create(
        contentHash,
        file.source(),
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        file.bytes(),
        refusal.kind(),
        refusal.getMessage());
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (StructField field : TensorTable.SCHEMA.fields()) {
      schema = schema.add(field.name(), field.dataType(), true);
    }
    return schema
        .add(BYTES, DataTypes.LongType, false)
        .add(KIND, DataTypes.StringType, true)
        .add(MESSAGE, DataTypes.StringType, true);
  }
}
