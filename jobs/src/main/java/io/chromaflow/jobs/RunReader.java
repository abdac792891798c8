package io.chromaflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.chromaflow.report.DataSummary;
import io.chromaflow.report.Fact;
import io.chromaflow.report.TrainingCurve;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunManifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads what a run folder has to tell, and notes what it lacks. */
final class RunReader {

  private static final int EXAMPLES = 3;

  private final SparkSession spark;
  private final Storage storage;
  private final String run;
  private final List<String> missing = new ArrayList<>();

  /**
   * Makes a reader.
   *
   * @param spark reads the tables
   * @param run the folder with the stages' folders
   */
  RunReader(SparkSession spark, String run) {
    this.spark = spark;
    this.storage = Storage.of(spark);
    this.run = run;
  }

  /**
   * Reads everything.
   *
   * @param gallery chooses and renders the pictures
   * @throws JobException {@link ExitCode#BAD_INPUT} when no stage is there
   */
  RunParts read(Gallery gallery) {
    Map<String, RunManifest> manifests = manifests();
    List<TrainingCurve.Round> rounds = rounds();
    if (manifests.isEmpty() && rounds.isEmpty()) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--input %s: has no finished tensors, model, colourings or scores; give the folder of a"
                  .formatted(run)
              + " run, the one that holds them");
    }
    return new RunParts(
        manifests,
        summary(manifests),
        rounds,
        gallery.rows(manifests.keySet(), missing),
        rejected(manifests),
        missing);
  }

  private Map<String, RunManifest> manifests() {
    Map<String, RunManifest> manifests = new LinkedHashMap<>();
    for (RunFolder.Stage stage : RunFolder.STAGES) {
      String path = path(stage.folder(), RunManifest.FILE);
      if (storage.exists(path)) {
        manifests.put(stage.folder(), RunManifest.fromJson(text(path), path));
      } else {
        missing.add(
            "%s: no %s/%s, so %s has not finished"
                .formatted(stage.folder(), stage.folder(), RunManifest.FILE, stage.job()));
      }
    }
    return manifests;
  }

  private List<TrainingCurve.Round> rounds() {
    String path = path(RunFolder.MODEL, ModelFolder.METRICS);
    if (!storage.exists(path)) {
      missing.add("the training curve: no " + RunFolder.MODEL + "/" + ModelFolder.METRICS);
      return List.of();
    }
    return TrainingLog.parse(text(path), path);
  }

  private Optional<ScoreSummary> summary(Map<String, RunManifest> manifests) {
    if (!manifests.containsKey(RunFolder.SCORES)) {
      return Optional.empty();
    }
    String path = path(RunFolder.SCORES, ScoreSummary.FILE);
    return Optional.of(ScoreSummary.ofJson(storage.read(path), path));
  }

  private List<DataSummary.Rejected> rejected(Map<String, RunManifest> manifests) {
    String folder = path(RunFolder.TENSORS, Tables.QUARANTINE);
    if (!manifests.containsKey(RunFolder.TENSORS) || storage.names(folder).isEmpty()) {
      return List.of();
    }
    return rejected(spark.read().schema(QuarantineTable.SCHEMA).parquet(Storage.literal(folder)));
  }

  /**
   * Counts quarantined photos by kind, the most frequent first, with the first few of each by name.
   *
   * @param quarantine rows of the quarantine table; as many kinds as the decoder tells apart
   */
  static List<DataSummary.Rejected> rejected(Dataset<Row> quarantine) {
    List<Row> kinds =
        quarantine
            .groupBy(QuarantineTable.KIND)
            .agg(
                count(lit(1)).as("photos"),
                slice(
                        sort_array(
                            collect_list(struct(QuarantineTable.SOURCE, QuarantineTable.MESSAGE))),
                        1,
                        EXAMPLES)
                    .as("examples"))
            .orderBy(col("photos").desc(), col(QuarantineTable.KIND))
            .collectAsList();
    return kinds.stream()
        .map(
            row ->
                new DataSummary.Rejected(
                    row.getString(0), row.getLong(1), examples(row.getList(2))))
        .toList();
  }

  private static List<Fact> examples(List<Row> rows) {
    return rows.stream().map(row -> new Fact(row.getString(0), row.getString(1))).toList();
  }

  private String text(String path) {
    return new String(storage.read(path), StandardCharsets.UTF_8);
  }

  private String path(String folder, String name) {
    return run + "/" + folder + "/" + name;
  }
}
