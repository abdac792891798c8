package io.chromaflow.jobs;

import io.chromaflow.shard.LabTensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Scores the parts of one partition and writes their files. */
final class PartScorer implements ForeachPartitionFunction<Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<ModelFolder> model;
  private final Colourist.Opener opener;
  private final EvaluationProtocol protocol;
  private final Storage storage;
  private final String folder;

  /**
   * Makes a scorer.
   *
   * @param model as train left it
   * @param opener opens it, once a partition
   * @param protocol of the evaluation
   * @param storage where
   * @param folder of the table of scores
   */
  PartScorer(
      Broadcast<ModelFolder> model,
      Colourist.Opener opener,
      EvaluationProtocol protocol,
      Storage storage,
      String folder) {
    this.model = model;
    this.opener = opener;
    this.protocol = protocol;
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * Scores rows of {@link EvaluationSet#rows}.
   *
   * @param rows whole parts, one after the other
   */
  @Override
  public void call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return;
    }
    ImageEvaluation evaluation = new ImageEvaluation(protocol, opener.open(model.value()));
    Part part = new Part();
    while (rows.hasNext()) {
      Row row = rows.next();
      int number = row.<Integer>getAs(EvaluationSet.PART);
      if (number != part.number) {
        part.write();
        part = new Part();
        part.number = number;
      }
      LabTensor image = TensorTable.tensor(row);
      part.add(image.imageId(), evaluation.score(image));
    }
    part.write();
  }

  /** The rows of one part. */
  private final class Part {

    private int number = -1;
    private int images;
    private final List<Row> scores = new ArrayList<>();
    private final List<Row> samples = new ArrayList<>();

    void add(String imageId, ImageEvaluation.Scores image) {
      image.rows().forEach(row -> scores.add(ScoreTable.row(row)));
      for (int k = 0; k < image.samples().size(); k++) {
        samples.add(SampleTable.row(imageId, k, image.samples().get(k)));
      }
      images++;
    }

    /** Writes the scores last: where they are, the part is done. */
    void write() {
      if (images == 0) {
        return;
      }
      long attempt = TaskContext.get().taskAttemptId();
      ParquetFile.write(
          storage,
          folder,
          Tables.part(SampleTable.FOLDER, number),
          attempt,
          SampleTable.SCHEMA,
          samples.iterator());
      ParquetFile.write(
          storage,
          folder,
          Tables.part(Tables.DATA, number),
          attempt,
          ScoreTable.SCHEMA,
          scores.iterator());
    }
  }
}
