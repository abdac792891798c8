package io.chromaflow.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.chromaflow.color.LabScaling;
import io.chromaflow.condition.Cinn;
import io.chromaflow.run.DataException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model at the end of a round: all that is needed to go on training, or to sample.
 *
 * <p>The file is the magic number, the format's version, the header as JSON, parameters and
 * optimiser state as little-endian float32, and a CRC-32C of all before it.
 *
 * @param header what the numbers are
 * @param parameters the flat vector of {@link Cinn#parameters}, [P]
 * @param updaterState Adam's m and v, [2P]; empty when the model is only to be sampled from
 */
public record Checkpoint(Header header, float[] parameters, float[] updaterState) {

  private static final long MAGIC = 0x4348524F4D41464CL; // "CHROMAFL"
  private static final int VERSION = 1;
  private static final int CHUNK = 1 << 16;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * What a checkpoint holds.
   *
   * @param config the sections flow, condition, color and train of the run
   * @param dataFingerprint of the tensors trained on
   * @param seed of the run
   * @param round rounds done
   * @param steps optimiser steps of one worker done
   * @param history one entry a round, the state before training first; empty when only to be
   *     sampled from
   */
  public record Header(
      JsonNode config,
      String dataFingerprint,
      long seed,
      int round,
      long steps,
      List<RoundMetrics> history) {

    /** Copies what could be changed from outside. */
    public Header {
      history = List.copyOf(history);
    }
  }

  /** Returns the same model without what only training needs. */
  public Checkpoint toSampleFrom() {
    return new Checkpoint(
        new Header(
            header.config(),
            header.dataFingerprint(),
            header.seed(),
            header.round(),
            header.steps(),
            List.of()),
        parameters,
        new float[0]);
  }

  /** Returns the network with these parameters, ready to sample. */
  public Cinn network() {
    Cinn network = Cinn.build(ConfigFactory.parseString(header.config().toString()));
    network.parameters().bind(Nd4j.createFromArray(parameters));
    return network;
  }

  /** Returns the normalisation that the model was trained with. */
  public LabScaling scaling() {
    return LabScaling.fromConfig(
        ConfigFactory.parseString(header.config().get("color").toString()));
  }

  /** Writes the file's bytes; the stream stays open. */
  public void write(OutputStream stream) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    out.writeInt(json.length);
    out.write(json);
    writeFloats(out, parameters);
    writeFloats(out, updaterState);
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * Reads a file's bytes.
   *
   * @param stream stays open
   * @param where the file's name, for messages
   * @throws DataException when the bytes are not a whole checkpoint of a known version
   */
  public static Checkpoint read(InputStream stream, String where) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(stream, new CRC32C());
    DataInputStream in = new DataInputStream(checked);
    try {
      if (in.readLong() != MAGIC) {
        throw new DataException("not-a-checkpoint", where + ": is not a checkpoint of chromaflow");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new DataException(
            "unknown-version",
            "%s: has format version %d, this program reads %d; use the program that wrote it"
                .formatted(where, version, VERSION));
      }
      byte[] json = in.readNBytes(length(in));
      Header header = JSON.readValue(json, Header.class);
      float[] parameters = readFloats(in);
      float[] state = readFloats(in);
      long expected = checked.getChecksum().getValue();
      if (in.readLong() != expected) {
        throw new DataException("checksum", where + ": its checksum does not match its content");
      }
      return new Checkpoint(header, parameters, state);
    } catch (EOFException e) {
      throw new DataException("truncated", where + ": ends before its content does", e);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new DataException("corrupt", where + ": its header is not JSON", e);
    }
  }

  private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i += CHUNK) {
      int n = Math.min(CHUNK, values.length - i);
      chunk.asFloatBuffer().put(values, i, n);
      out.write(chunk.array(), 0, 4 * n);
    }
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    int length = length(in);
    // A damaged length may be huge: room grows with what is really there.
    float[] values = new float[Math.min(CHUNK, length)];
    ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i += CHUNK) {
      int n = Math.min(CHUNK, length - i);
      in.readFully(chunk.array(), 0, 4 * n);
      if (i + n > values.length) {
        values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
      }
      chunk.asFloatBuffer().get(values, i, n);
    }
    return values;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new EOFException("negative length");
    }
    return length;
  }
}
