package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.eval.Method;
import io.chromaflow.eval.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class ParquetFileTest {

  private static final int WRITES = 100;

  private final Storage storage = Storage.of(SharedSpark.session());

  @TempDir private Path folder;

  @Test
  void write_besideAWriterOfAnotherTable_givesTheSameBytes() throws Exception {
    List<Row> samples = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      samples.add(SampleTable.row(TinyRun.id(i / 8), i % 8, new float[32]));
      scores.add(
          ScoreTable.row(
              new ScoreRow(TinyRun.id(i), Method.CINN.id(), Metric.VARIANCE.id(), -1, i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Set<String>> some =
          threads.submit(() -> hashes("samples", SampleTable.SCHEMA, samples));
      Future<Set<String>> others = threads.submit(() -> hashes("data", ScoreTable.SCHEMA, scores));

      assertThat(some.get()).hasSize(1);
      assertThat(others.get()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Hashes of many writes of the same rows. */
  private Set<String> hashes(String name, StructType schema, List<Row> rows) {
    Set<String> hashes = new ConcurrentSkipListSet<>();
    for (int i = 0; i < WRITES; i++) {
      String path = Tables.part(name, 0);
      hashes.add(
          ParquetFile.write(storage, folder.toString(), path, i, schema, rows.iterator()).sha256());
    }
    return hashes;
  }
}
