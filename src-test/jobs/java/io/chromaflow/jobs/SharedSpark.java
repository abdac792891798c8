package io.chromaflow.jobs;

import org.apache.spark.sql.SparkSession;

/** One {@code local[2]} session for all tests of the module: starting Spark takes seconds. */
final class SharedSpark {

  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .appName("tests")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "4")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.parquet.compression.codec", "zstd")
          .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse")
          .getOrCreate();

  private SharedSpark() {}

  /** Returns the session; nobody closes it but the JVM's end. */
  static SparkSession session() {
    return SESSION;
  }
}
