package io.chromaflow.jobs;

import static org.apache.spark.sql.functions.col;

import com.typesafe.config.Config;
import io.chromaflow.eval.Method;
import io.chromaflow.eval.Metric;
import io.chromaflow.report.Fact;
import io.chromaflow.report.Numbers;
import io.chromaflow.report.PictureRow;
import io.chromaflow.run.Checks;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import io.chromaflow.source.ImageDecoder;
import io.chromaflow.source.ImageId;
import io.chromaflow.source.Photo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Chooses held-out photos of a run and makes the rows of its picture grid. */
final class Gallery {

  private static final List<Metric> CAPTIONS =
      List.of(Metric.NLL_PER_DIM, Metric.RMS_BEST_PER_PIXEL, Metric.DEVIATION);

  private final SparkSession spark;
  private final Storage storage;
  private final String run;
  private final Settings settings;

  /**
   * Makes a gallery.
   *
   * @param spark reads the tables
   * @param run the folder with the stages' folders
   * @param settings size and number of pictures
   */
  Gallery(SparkSession spark, String run, Settings settings) {
    this.spark = spark;
    this.storage = Storage.of(spark);
    this.run = run;
    this.settings = settings;
  }

  /**
   * How pictures are chosen and shown.
   *
   * @param rows of the grid at most, at least 0
   * @param pictureSize longest side, in pixels, at least 1
   * @param photos folder of the originals, as prepare read them; empty when there is none
   * @param decoder reads renders and originals
   */
  record Settings(int rows, int pictureSize, String photos, ImageDecoder decoder) {

    /** Rejects sizes that show nothing. */
    Settings {
      Checks.require(rows >= 0, "report.grid-rows must be at least 0, got %d", rows);
      Checks.require(
          pictureSize >= 1, "report.picture-size must be at least 1 pixel, got %d", pictureSize);
    }

    /**
     * Reads the section {@code report}.
     *
     * @param report the section
     * @param decoder reads renders and originals
     */
    static Settings fromConfig(Config report, ImageDecoder decoder) {
      return new Settings(
          report.getInt("grid-rows"),
          report.getInt("picture-size"),
          report.getString("photos"),
          decoder);
    }
  }

  /**
   * Returns the rows: held-out photos that have colourings, those of the test first, by image id.
   *
   * @param stages that the run has
   * @param missing notes what cannot be shown
   */
  List<PictureRow> rows(Set<String> stages, List<String> missing) {
    boolean rendered = stages.contains(RunFolder.COLOURINGS);
    boolean scored = stages.contains(RunFolder.SCORES);
    if (!stages.contains(RunFolder.TENSORS) || !(rendered || scored)) {
      missing.add("the pictures: they need tensors and either colourings or scores");
      return List.of();
    }
    Dataset<Row> colourings =
        rendered
            ? table(RunFolder.COLOURINGS, Tables.DATA)
            : table(RunFolder.SCORES, SampleTable.FOLDER);
    List<LabTensor> chosen =
        choose(TensorTable.read(spark, run + "/" + RunFolder.TENSORS), colourings, settings.rows())
            .collectAsList()
            .stream()
            .map(TensorTable::tensor)
            .toList();
    if (chosen.isEmpty()) {
      missing.add("the pictures: no photo of validation or test has colourings");
      return List.of();
    }
    Object[] ids = chosen.stream().map(LabTensor::imageId).toArray();
    Map<String, List<Row>> samples =
        bySample(colourings.where(col(ColouringTable.IMAGE_ID).isin(ids)));
    Map<String, List<Fact>> facts = scored ? facts(ids) : Map.of();
    List<PictureRow> rows = new ArrayList<>();
    for (LabTensor tensor : chosen) {
      PictureGrid.Caption caption =
          new PictureGrid.Caption(
              tensor.source(),
              TensorTable.name(tensor.split()) + ", never trained on",
              facts.getOrDefault(tensor.imageId(), List.of()));
      List<Row> own = samples.getOrDefault(tensor.imageId(), List.of());
      rows.add(rendered ? rendered(caption, tensor, own) : scored(caption, tensor, own));
    }
    return rows;
  }

  /**
   * Chooses the held-out photos that have colourings: those of the test first, by image id.
   *
   * @param tensors {@link TensorTable} rows
   * @param colourings rows with image ids
   * @param limit photos at most
   * @return rows of the first views
   */
  static Dataset<Row> choose(Dataset<Row> tensors, Dataset<Row> colourings, int limit) {
    Dataset<Row> coloured = colourings.select(ColouringTable.IMAGE_ID).distinct();
    return tensors
        .where(col(TensorTable.VIEW).equalTo(0))
        .where(col(TensorTable.SPLIT).notEqual(TensorTable.name(Split.TRAIN)))
        .join(
            coloured,
            tensors.col(TensorTable.IMAGE_ID).equalTo(coloured.col(ColouringTable.IMAGE_ID)),
            "left_semi")
        .orderBy(
            col(TensorTable.SPLIT).notEqual(TensorTable.name(Split.TEST)),
            tensors.col(TensorTable.IMAGE_ID))
        .limit(limit);
  }

  private PictureRow rendered(PictureGrid.Caption caption, LabTensor tensor, List<Row> samples) {
    PictureGrid grid = new PictureGrid(settings.pictureSize());
    List<Photo> renders = new ArrayList<>();
    for (Row sample : samples) {
      String path =
          run + "/" + RunFolder.COLOURINGS + "/" + sample.<String>getAs(ColouringTable.PATH);
      renders.add(settings.decoder().decode(storage.read(path)));
    }
    return original(tensor)
        .map(photo -> grid.ofPhoto(caption, photo, renders))
        .orElseGet(() -> grid.ofRenders(caption, tensor, renders));
  }

  private PictureRow scored(PictureGrid.Caption caption, LabTensor tensor, List<Row> samples) {
    List<float[]> colours =
        samples.stream().map(sample -> SampleTable.ab(sample, tensor.size())).toList();
    return new PictureGrid(settings.pictureSize()).ofTensor(caption, tensor, colours);
  }

  /** The photo itself, when it is where the settings say and has not changed. */
  private Optional<Photo> original(LabTensor tensor) {
    String path = settings.photos() + "/" + tensor.source();
    if (settings.photos().isEmpty() || !storage.exists(path)) {
      return Optional.empty();
    }
    byte[] file = storage.read(path);
    return ImageId.of(file).equals(tensor.imageId())
        ? Optional.of(settings.decoder().decode(file))
        : Optional.empty();
  }

  /** Rows of a few photos, by photo, in sample order; copies of a photo have equal colourings. */
  private static Map<String, List<Row>> bySample(Dataset<Row> colourings) {
    Map<String, List<Row>> samples = new HashMap<>();
    Dataset<Row> rows =
        colourings
            .dropDuplicates(ColouringTable.IMAGE_ID, ColouringTable.SAMPLE)
            .orderBy(ColouringTable.IMAGE_ID, ColouringTable.SAMPLE);
    for (Row row : rows.collectAsList()) {
      samples.computeIfAbsent(row.getAs(ColouringTable.IMAGE_ID), id -> new ArrayList<>()).add(row);
    }
    return samples;
  }

  private Map<String, List<Fact>> facts(Object[] ids) {
    Dataset<Row> scores =
        table(RunFolder.SCORES, Tables.DATA)
            .where(col(ScoreTable.IMAGE_ID).isin(ids))
            .where(col(ScoreTable.METHOD).equalTo(Method.CINN.id()))
            .where(col(ScoreTable.SAMPLE).equalTo(ScoreTable.WHOLE_IMAGE));
    Map<String, Map<String, Double>> values = new HashMap<>();
    for (Row row : scores.collectAsList()) {
      values
          .computeIfAbsent(row.getAs(ScoreTable.IMAGE_ID), id -> new HashMap<>())
          .put(row.getAs(ScoreTable.METRIC), row.<Double>getAs(ScoreTable.VALUE));
    }
    Map<String, List<Fact>> facts = new HashMap<>();
    values.forEach((id, byMetric) -> facts.put(id, captions(byMetric)));
    return facts;
  }

  private static List<Fact> captions(Map<String, Double> byMetric) {
    List<Fact> facts = new ArrayList<>();
    for (Metric metric : CAPTIONS) {
      Double value = byMetric.get(metric.id());
      if (value != null) {
        facts.add(new Fact(metric.label(), Numbers.format(value)));
      }
    }
    return facts;
  }

  private Dataset<Row> table(String stage, String folder) {
    return spark.read().parquet(Storage.literal(run + "/" + stage + "/" + folder));
  }
}
