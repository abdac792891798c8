package io.chromaflow.jobs;

import io.chromaflow.run.RunManifest.TableFile;
import io.chromaflow.shard.ChannelSums;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Writes the rows of one bucket, sorted already, as one file of the tensor table. */
final class WriteTensors
    implements Function2<Integer, Iterator<Tuple2<String, Row>>, Iterator<WriteTensors.Written>> {

  private final Storage storage;
  private final String folder;

  WriteTensors(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * What a file holds.
   *
   * @param index of the bucket
   * @param file its path, length and hash
   * @param rows how many
   * @param trainRows how many for training
   * @param sums over the training rows
   */
  record Written(int index, TableFile file, long rows, long trainRows, ChannelSums sums)
      implements Serializable {}

  /**
   * Orders rows so that the copies of an image follow one another, the first source first.
   *
   * @param row of {@link TensorTable}
   */
  static String key(Row row) {
    return "%s\0%s\0%05d"
        .formatted(
            row.<String>getAs(TensorTable.IMAGE_ID),
            row.<String>getAs(TensorTable.SOURCE),
            row.<Integer>getAs(TensorTable.VIEW));
  }

  @Override
  public Iterator<Written> call(Integer index, Iterator<Tuple2<String, Row>> sorted) {
    FirstCopies rows = new FirstCopies(sorted);
    TableFile file =
        ParquetFile.write(
            storage,
            folder,
            Tables.part(Tables.DATA, index),
            TaskContext.get().taskAttemptId(),
            TensorTable.SCHEMA,
            rows);
    return List.of(new Written(index, file, rows.count, rows.trainCount, rows.sums)).iterator();
  }

  /** Leaves out the rows of an image's later sources, and adds up what it lets through. */
  private static final class FirstCopies implements Iterator<Row> {

    private final Iterator<Tuple2<String, Row>> rows;
    private final ChannelSums sums = new ChannelSums();
    private long count;
    private long trainCount;
    private String imageId = "";
    private String source = "";
    private @Nullable Row next;

    private FirstCopies(Iterator<Tuple2<String, Row>> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        Row row = rows.next()._2();
        String id = row.getAs(TensorTable.IMAGE_ID);
        if (!id.equals(imageId)) {
          imageId = id;
          source = row.getAs(TensorTable.SOURCE);
        }
        if (source.equals(row.getAs(TensorTable.SOURCE))) {
          next = row;
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      count++;
      LabTensor tensor = TensorTable.tensor(row);
      if (tensor.split() == Split.TRAIN) {
        trainCount++;
        sums.add(tensor.l(), tensor.ab());
      }
      return row;
    }
  }
}
