package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

  private final SparkSession spark = SharedSpark.session();

  @TempDir Path folder;

  @Test
  void write_nameWithColon_isWritten() {
    Path file = folder.resolve("12:30:01_0.jpg");
    Storage.of(spark).write(file.toString(), new byte[] {7});
    assertThat(file).hasBinaryContent(new byte[] {7});
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
  }

  @Test
  void literal_folderNamedLikeAPattern_isReadBySpark() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("run [1] {a,b} *?"));
    String table = odd.resolve("table").toString();
    spark.range(3).write().parquet(table);
    assertThat(spark.read().parquet(Storage.literal(table)).count()).isEqualTo(3);
  }
}
