package io.chromaflow.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chromaflow.eval.Estimate;
import io.chromaflow.eval.Metric;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a whole set, {@code summary.json} beside the table of scores.
 *
 * @param protocol how the figures were made
 * @param methods the figures, the model first
 * @param definitions what each metric means
 * @param remarks what a reader must know, such as missing error bars
 */
record ScoreSummary(
    Protocol protocol,
    List<MethodFigures> methods,
    List<Definition> definitions,
    List<String> remarks) {

  /** The file's name in the folder of scores. */
  static final String FILE = "summary.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  /** Returns the definitions of every metric, in their order. */
  static List<Definition> allDefinitions() {
    return Arrays.stream(Metric.values())
        .map(m -> new Definition(m.id(), m.label(), m.unit(), m.definition()))
        .toList();
  }

  /**
   * Reads a summary.
   *
   * @param json as {@link #toJson} writes it
   * @param where the file, for the message
   * @throws JobException {@link ExitCode#BAD_INPUT} when it is something else
   */
  static ScoreSummary ofJson(byte[] json, String where) {
    try {
      return JSON.readValue(json, ScoreSummary.class);
    } catch (IOException e) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "%s: is no summary of scores (%s); run evaluate again".formatted(where, e.getMessage()),
          e);
    }
  }

  /** Returns the file's text, equal for equal summaries. */
  String toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("a summary is always JSON", e);
    }
  }

  /**
   * Returns one figure.
   *
   * @param method {@link io.chromaflow.eval.Method#id}
   * @param metric which
   */
  Optional<Estimate> figure(String method, Metric metric) {
    return methods.stream()
        .filter(m -> m.method().equals(method))
        .flatMap(m -> m.figures().stream())
        .filter(f -> f.metric().equals(metric.id()))
        .findFirst()
        .map(Figure::estimate);
  }

  /**
   * How figures were made.
   *
   * @param set name of the split
   * @param setHash first 16 hexadecimal digits of the SHA-256 of the sorted image ids, one a line
   * @param images how many
   * @param picture resolution, crop and resize filter
   * @param samples colourings of each image
   * @param temperature standard deviation of the latents
   * @param seed of the run
   * @param model id: first 16 hexadecimal digits of the SHA-256 of the checkpoint
   * @param backend what computed
   * @param code version of the program
   * @param bootstrap resamples of the error bars
   */
  record Protocol(
      String set,
      String setHash,
      int images,
      String picture,
      int samples,
      double temperature,
      long seed,
      String model,
      String backend,
      String code,
      int bootstrap) {}

  /**
   * The figures of one method.
   *
   * @param method {@link io.chromaflow.eval.Method#id}
   * @param meaning what its colours are
   * @param figures one a metric that the method has
   */
  record MethodFigures(String method, String meaning, List<Figure> figures) {}

  /**
   * One figure of a set.
   *
   * @param metric {@link Metric#id}
   * @param value in the metric's unit
   * @param standardError in the metric's unit; absent when there are too few images
   */
  record Figure(String metric, double value, @Nullable Double standardError, int images) {

    static Figure of(Metric metric, Estimate estimate) {
      OptionalDouble error = estimate.standardError();
      return new Figure(
          metric.id(),
          estimate.value(),
          error.isPresent() ? error.getAsDouble() : null,
          estimate.count());
    }

    Estimate estimate() {
      OptionalDouble error =
          standardError == null ? OptionalDouble.empty() : OptionalDouble.of(standardError);
      return new Estimate(value, error, images);
    }
  }

  /**
   * What a metric means.
   *
   * @param metric {@link Metric#id}
   * @param label for people
   * @param unit as text
   * @param definition one or two sentences
   */
  record Definition(String metric, String label, String unit, String definition) {}
}
