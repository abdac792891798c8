package io.chromaflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chromaflow.report.TrainingCurve;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code metrics.jsonl} of a model folder: one JSON object a round. */
final class TrainingLog {

  private TrainingLog() {}

  /**
   * Returns the rounds in file order. A number that is not there, or null, is NaN.
   *
   * @param text of the file; blank lines count for nothing
   * @param where the file, for the message
   * @throws JobException {@link ExitCode#BAD_INPUT} for a line that is no JSON object
   */
  static List<TrainingCurve.Round> parse(String text, String where) {
    List<TrainingCurve.Round> rounds = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rounds.add(round(lines.get(i), where + " line " + (i + 1)));
      }
    }
    return rounds;
  }

  private static TrainingCurve.Round round(String line, String where) {
    try {
      JsonNode json = new ObjectMapper().readTree(line);
      return new TrainingCurve.Round(
          json.required("round").intValue(),
          json.required("images_seen").longValue(),
          number(json, "train_nll"),
          number(json, "validation_nll"),
          number(json, "learning_rate"),
          number(json, "images_per_second"));
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "%s: must be a JSON object with round and images_seen (%s); run train again"
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private static double number(JsonNode json, String key) {
    return json.path(key).asDouble(Double.NaN);
  }
}
