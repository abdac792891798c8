package io.chromaflow.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chromaflow.run.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  private static Checkpoint checkpoint() throws IOException {
    JsonNode config = new ObjectMapper().readTree("{\"flow\":{\"size\":16}}");
    RoundMetrics round = new RoundMetrics(1, 32, 0.5, 0.625, 1e-3, 10, 3.2);
    return new Checkpoint(
        new Checkpoint.Header(config, "abc/def", 7, 1, 4, List.of(round)),
        new float[] {1f, -2.5f, Float.MIN_VALUE},
        new float[100_000]);
  }

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    checkpoint.write(out);
    return out.toByteArray();
  }

  private static Checkpoint read(byte[] bytes) throws IOException {
    return Checkpoint.read(new ByteArrayInputStream(bytes), "x.ckpt");
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    Checkpoint back = read(bytes(checkpoint()));
    assertThat(back.header()).isEqualTo(checkpoint().header());
    assertThat(back.parameters()).isEqualTo(checkpoint().parameters());
    assertThat(back.updaterState()).isEqualTo(checkpoint().updaterState());
  }

  @Test
  void read_cutShortAnywhere_isRefused() throws IOException {
    byte[] whole = bytes(checkpoint());
    for (int length : new int[] {0, 5, 11, 40, whole.length / 2, whole.length - 1}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("x.ckpt");
    }
  }

  @Test
  void read_oneBitChanged_isRefused() throws IOException {
    byte[] whole = bytes(checkpoint());
    whole[whole.length - 1000] ^= 4;
    assertThatThrownBy(() -> read(whole))
        .hasMessage("x.ckpt: its checksum does not match its content");
  }

  @Test
  void read_damagedLengths_areRefusedWithoutRoomForThem() throws IOException {
    byte[] negative = bytes(checkpoint());
    negative[12] = (byte) 0x80; // the header's length
    assertThatThrownBy(() -> read(negative)).isInstanceOf(DataException.class);
    byte[] huge = bytes(checkpoint());
    int json = ByteBuffer.wrap(huge).getInt(12);
    huge[16 + json] = 0x7f; // the parameters' count: two thousand million
    assertThatThrownBy(() -> read(huge)).isInstanceOf(DataException.class);
  }

  @Test
  void read_anotherVersion_namesBoth() throws IOException {
    byte[] whole = bytes(checkpoint());
    whole[11] = 9;
    assertThatThrownBy(() -> read(whole))
        .hasMessageContaining("format version 9, this program reads 1");
  }

  @Test
  void toSampleFrom_leavesOutWhatOnlyTrainingNeeds() throws IOException {
    Checkpoint light = checkpoint().toSampleFrom();
    assertThat(light.updaterState()).isEmpty();
    assertThat(light.header().history()).isEmpty();
    assertThat(light.parameters()).isEqualTo(checkpoint().parameters());
  }
}
