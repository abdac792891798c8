package io.chromaflow.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads the golden data made with the original code. */
public final class Golden {

  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]*)\\)");

  private static final Pattern COMMA = Pattern.compile(",");

  private Golden() {}

  /** Returns a JSON file of the resources' folder {@code golden}. */
  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a tensor {@code {"shape": .., "data": ..}}. */
  public static INDArray tensor(JsonNode node, DataType type) {
    long[] shape = new long[node.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get("shape").get(i).asLong();
    }
    return Nd4j.createFromArray(numbers(node.get("data"))).castTo(type).reshape('c', shape);
  }

  /** Returns a JSON array of numbers, or the data of a tensor. */
  public static double[] numbers(JsonNode node) {
    JsonNode array = node.isArray() ? node : node.get("data");
    double[] all = new double[array.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = array.get(i).asDouble();
    }
    return all;
  }

  /** Returns a float32 npy file of format 1.0. */
  public static INDArray npy(String name, DataType type) {
    ByteBuffer file = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = file.getShort(8);
    String header = new String(file.array(), 10, headerLength, StandardCharsets.US_ASCII);
    Matcher shapeText = SHAPE.matcher(header);
    if (!shapeText.find() || !header.contains("<f4")) {
      throw new IllegalArgumentException(name + ": not a little-endian float32 npy: " + header);
    }
    long[] shape =
        COMMA
            .splitAsStream(shapeText.group(1))
            .map(String::trim)
            .mapToLong(Long::parseLong)
            .toArray();
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    float[] data = new float[length];
    file.position(10 + headerLength);
    file.asFloatBuffer().get(data);
    return Nd4j.createFromArray(data).castTo(type).reshape('c', shape);
  }

  /** Returns the largest absolute difference of two arrays of one shape. */
  public static double maxAbsDifference(INDArray a, INDArray b) {
    if (!Arrays.equals(a.shape(), b.shape())) {
      throw new AssertionError(a.shapeInfoToString() + " is not " + b.shapeInfoToString());
    }
    return a.castTo(DataType.DOUBLE).sub(b.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
