package io.chromaflow.jobs;

import io.chromaflow.color.LabScaling;
import io.chromaflow.render.PhotoEncoder;
import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.RunManifest.TableFile;
import io.chromaflow.shard.ChannelSums;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import io.chromaflow.source.Photo;
import io.chromaflow.train.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The folder of a run small enough to make by hand: tensors of 4x4 pixels and a model of a name.
 */
record TinyRun(SparkSession spark, Path folder) {

  private static final int SIZE = TintingColourist.SIZE;

  /** Content hash of the photo of a number: 32 digits whose order is that of the numbers. */
  static String id(int number) {
    return String.format("%032x", number);
  }

  /** Writes test tensors of some photos, and two for training. */
  TinyRun withTensors(int tests) {
    List<Row> rows = new ArrayList<>();
    ChannelSums sums = new ChannelSums();
    for (int i = 0; i < tests; i++) {
      rows.add(TensorTable.row(tensor(i, Split.TEST)));
    }
    for (int i = tests; i < tests + 2; i++) {
      LabTensor tensor = tensor(i, Split.TRAIN);
      sums.add(tensor.l(), tensor.ab());
      rows.add(TensorTable.row(tensor));
    }
    String tensors = path(RunFolder.TENSORS);
    TableFile data = write(tensors, Tables.part(Tables.DATA, 0), TensorTable.SCHEMA, rows);
    TableFile quarantine =
        write(
            tensors,
            Tables.part(Tables.QUARANTINE, 0),
            QuarantineTable.SCHEMA,
            List.of(
                RowFactory.create("broken.jpg", "decode", "truncated", "ends early", "ff", 12L)));
    Map<String, Long> counts =
        Map.of(
            "files",
            tests + 3L,
            "images",
            tests + 2L,
            "quarantined",
            1L,
            "images.train",
            2L,
            "images.test",
            (long) tests);
    manifest(
        tensors,
        TensorTable.NAME,
        "{\"prepare\":{\"size\":4}}",
        counts,
        sums.statistics(new LabScaling(new double[3], new double[] {1, 1, 1})),
        List.of(data, quarantine));
    return this;
  }

  /** Writes a model that {@link TintingColourist} stands in for. */
  TinyRun withModel(String content) {
    write(path(RunFolder.MODEL) + "/" + ModelFolder.CHECKPOINT, checkpoint(content));
    write(
        path(RunFolder.MODEL) + "/" + ModelFolder.METRICS,
        """
        {"round":0,"images_seen":0,"train_nll":null,"validation_nll":0.9,"learning_rate":0.001}
        {"round":1,"images_seen":400,"train_nll":-0.4,"validation_nll":-0.5,"learning_rate":0.0005}
        """);
    manifest(path(RunFolder.MODEL), "model", "{}", Map.of(), Map.of(), List.of());
    return this;
  }

  /** Writes two colourings of some photos, 40x30 pixels. */
  TinyRun withColourings(int photos) {
    String colourings = path(RunFolder.COLOURINGS);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < photos; i++) {
      for (int k = 0; k < 2; k++) {
        String name = "photos/" + i + "-" + k + ".png";
        write(colourings + "/" + name, PhotoEncoder.png(photo(50 * k + i)));
        rows.add(
            RowFactory.create(
                id(i), i + ".png", k, 1L, 1.0, 0.0, 1, new byte[4], 40, 30, name, "none"));
      }
    }
    TableFile data = write(colourings, Tables.part(Tables.DATA, 0), ColouringTable.SCHEMA, rows);
    manifest(colourings, ColouringTable.NAME, "{}", Map.of(), Map.of(), List.of(data));
    return this;
  }

  /** A checkpoint without parameters; its header tells contents apart. */
  private static byte[] checkpoint(String content) {
    Checkpoint.Header header =
        new Checkpoint.Header(RunManifest.tree("{}"), content, 1, 0, 0, List.of());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      new Checkpoint(header, new float[0], new float[0]).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static Photo photo(int value) {
    byte[] rgb = new byte[3 * 40 * 30];
    Arrays.fill(rgb, (byte) (40 + value));
    return new Photo(40, 30, rgb);
  }

  /** The configuration of an evaluation of this run's model. */
  RunConfig config(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("evaluate.model=" + path(RunFolder.MODEL));
    return RunConfig.resolve(new ConfigSources(null, null, all));
  }

  String path(String name) {
    return folder + "/" + name;
  }

  static LabTensor tensor(int number, Split split) {
    float[] l = new float[SIZE * SIZE];
    float[] ab = new float[2 * SIZE * SIZE];
    for (int i = 0; i < l.length; i++) {
      l[i] = 30 + 3 * i;
      ab[i] = 2 * number - i;
      ab[l.length + i] = 5 - number + i;
    }
    return new LabTensor(id(number), "photos/" + number + ".png", split, 0, 40, 30, SIZE, l, ab);
  }

  private TableFile write(String table, String name, StructType schema, List<Row> rows) {
    return ParquetFile.write(Storage.of(spark), table, name, 0, schema, rows.iterator());
  }

  private static void manifest(
      String table,
      String kind,
      String config,
      Map<String, Long> counts,
      Map<String, Double> statistics,
      List<TableFile> files) {
    RunManifest manifest =
        new RunManifest(
            kind,
            1,
            "test",
            "0123456789abcdef",
            RunManifest.tree(config),
            "fedcba9876543210",
            new TreeMap<>(counts),
            new TreeMap<>(statistics),
            files);
    write(Tables.manifestPath(table), manifest.toJson());
  }

  private static void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(String path, byte[] bytes) {
    try {
      Files.createDirectories(Path.of(path).getParent());
      Files.write(Path.of(path), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
