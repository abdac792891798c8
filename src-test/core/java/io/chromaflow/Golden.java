package io.chromaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads the golden numbers: JSON whose tensors are {@code {"shape":[..],"data":[..]}}. */
public final class Golden {

  private Golden() {}

  /** Returns the tree of a file below {@code golden/}. */
  public static JsonNode read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a tensor's numbers, row-major. */
  public static double[] data(JsonNode tensor) {
    double[] data = new double[tensor.get("data").size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = tensor.get("data").get(i).asDouble();
    }
    return data;
  }
}
