package io.chromaflow.jobs;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first half of prepare: decodes images wave by wave into a staging folder. A wave with its
 * mark is complete and never done again.
 */
final class PrepareWaves {

  private static final Logger LOG = LoggerFactory.getLogger(PrepareWaves.class);

  /** Images of one task when nothing is configured: repays its start, and progress shows each. */
  private static final int IMAGES_PER_TASK = 16;

  private final SparkSession spark;
  private final Storage storage;
  private final Config config;
  private final String folder;
  private final List<Storage.StoredFile> files;
  private final int perWave;

  /**
   * Plans the waves.
   *
   * @param config the whole tree
   * @param folder of this input and configuration, for nothing else
   * @param files sorted by source
   */
  PrepareWaves(SparkSession spark, Config config, String folder, List<Storage.StoredFile> files) {
    this.spark = spark;
    this.storage = Storage.of(spark);
    this.config = config;
    this.folder = folder;
    this.files = files;
    this.perWave = config.getInt("prepare.images-per-wave");
  }

  /** Decodes what no earlier run has decoded. */
  void run() {
    List<Integer> missing = new ArrayList<>();
    for (int wave = 0; wave < count(); wave++) {
      if (!storage.exists(mark(wave))) {
        missing.add(wave);
      }
    }
    if (missing.size() < count()) {
      LOG.info("event=resume job=prepare waves-done={} of={}", count() - missing.size(), count());
    }
    long images = missing.stream().mapToLong(wave -> images(wave).size()).sum();
    LongAccumulator done = spark.sparkContext().longAccumulator();
    Progress progress = new Progress(LOG, "job=prepare stage=decode", images, done::value);
    try {
      for (int wave : missing) {
        decode(wave, done);
        storage.write(mark(wave), new byte[0]);
        LOG.info("event=wave job=prepare done={} of={}", wave + 1, count());
      }
    } finally {
      progress.close();
    }
  }

  /** Returns all rows of all waves. */
  Dataset<Row> rows() {
    String[] folders = new String[count()];
    for (int wave = 0; wave < folders.length; wave++) {
      folders[wave] = Storage.literal(path(wave));
    }
    return spark.read().schema(StagingTable.SCHEMA).parquet(folders);
  }

  /** Returns what became of each file, sorted by source: as many as files were listed. */
  List<ImageFile> images() {
    Dataset<Row> first =
        rows()
            .where(TensorTable.VIEW + " = 0")
            .select(
                TensorTable.SOURCE,
                TensorTable.IMAGE_ID,
                StagingTable.BYTES,
                TensorTable.SPLIT,
                StagingTable.KIND,
                StagingTable.MESSAGE);
    List<ImageFile> images = new ArrayList<>();
    for (Row row : first.collectAsList()) {
      images.add(
          new ImageFile(
              row.getString(0),
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.getString(4),
              row.getString(5)));
    }
    images.sort(Comparator.comparing(ImageFile::source));
    return images;
  }

  private void decode(int wave, LongAccumulator done) {
    List<Storage.StoredFile> images = images(wave);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<Row> rows =
        context
            .parallelize(images, slices(context, images.size()))
            .mapPartitions(new DecodeImages(storage, config, done));
    spark
        .createDataFrame(rows, StagingTable.SCHEMA)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path(wave));
  }

  private int slices(JavaSparkContext context, int images) {
    int partitions = config.getInt("run.partitions");
    return partitions > 0
        ? partitions
        : Math.max(context.defaultParallelism(), images / IMAGES_PER_TASK);
  }

  private List<Storage.StoredFile> images(int wave) {
    return files.subList(wave * perWave, Math.min((wave + 1) * perWave, files.size()));
  }

  private int count() {
    return (files.size() + perWave - 1) / perWave;
  }

  private String path(int wave) {
    return String.format("%s/wave-%05d", folder, wave);
  }

  private String mark(int wave) {
    return path(wave) + ".done";
  }
}
