package io.chromaflow.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Three images with eight samples each, and what the original code says of them. */
final class GoldenMetrics {

  /** Inputs are exact in float and sums run in double, so only the order of addition differs. */
  static final double TOLERANCE = 1e-12;

  private static final int SAMPLES = 8;
  private static final int VALUES = 3 * 4 * 4;

  private final JsonNode root;

  private GoldenMetrics(JsonNode root) {
    this.root = root;
  }

  static GoldenMetrics load() {
    try (InputStream in = GoldenMetrics.class.getResourceAsStream("/golden/metrics.json")) {
      return new GoldenMetrics(new ObjectMapper().readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int images() {
    return root.at("/ground_truth_NCHW/shape/0").intValue();
  }

  /** Planar RGB, [3*4*4]. */
  float[] truth(int image) {
    return slice(root.at("/ground_truth_NCHW/data"), image);
  }

  /** Eight samples of an image, each [3*4*4]. */
  List<float[]> samples(int image) {
    JsonNode data = root.at("/samples_N8CHW/data");
    List<float[]> samples = new ArrayList<>();
    for (int k = 0; k < SAMPLES; k++) {
      samples.add(slice(data, image * SAMPLES + k));
    }
    return samples;
  }

  double number(String key) {
    return root.required(key).doubleValue();
  }

  double[] numbers(String key) {
    JsonNode list = root.required(key);
    double[] numbers = new double[list.size()];
    Arrays.setAll(numbers, i -> list.get(i).doubleValue());
    return numbers;
  }

  private static float[] slice(JsonNode data, int index) {
    float[] values = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = data.get(index * VALUES + i).floatValue();
    }
    return values;
  }
}
