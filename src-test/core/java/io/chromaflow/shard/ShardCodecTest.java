package io.chromaflow.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chromaflow.run.DataException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShardCodecTest {

  @Test
  void lightness_overItsRange_comesBackWithinStatedError() {
    float[] l = range(0, 100);
    float[] back = ShardCodec.decodeL(ShardCodec.encodeL(l), l.length);
    assertThat(back).containsExactly(l, within(ShardCodec.L_ERROR));
  }

  @Test
  void colour_overItsRange_comesBackWithinStatedError() {
    float[] ab = range(-128, 127.996);
    float[] back = ShardCodec.decodeAb(ShardCodec.encodeAb(ab), ab.length);
    assertThat(back).containsExactly(ab, within(ShardCodec.AB_ERROR));
  }

  @Test
  void decoded_encodedAgain_givesTheSameBytes() {
    byte[] bytes = new byte[2 * 65536];
    for (int i = 0; i < 65536; i++) {
      bytes[2 * i] = (byte) i;
      bytes[2 * i + 1] = (byte) (i >> 8);
    }
    assertThat(ShardCodec.encodeL(ShardCodec.decodeL(bytes, 65536))).isEqualTo(bytes);
    assertThat(ShardCodec.encodeAb(ShardCodec.decodeAb(bytes, 65536))).isEqualTo(bytes);
  }

  @Test
  void values_outOfRange_areClamped() {
    float[] l = {-1, 101, Float.POSITIVE_INFINITY};
    float[] ab = {-200, 128, Float.NEGATIVE_INFINITY};
    assertThat(ShardCodec.decodeL(ShardCodec.encodeL(l), 3)).containsExactly(0, 100, 100);
    assertThat(ShardCodec.decodeAb(ShardCodec.encodeAb(ab), 3))
        .containsExactly(-128, 128 - 1f / 256, -128);
  }

  @Test
  void encode_notANumber_namesIndex() {
    assertThatThrownBy(() -> ShardCodec.encodeAb(new float[] {0, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ab must be a number, got NaN at index 1");
  }

  @Test
  void decode_wrongLength_isABadRow() {
    assertThatThrownBy(() -> ShardCodec.decodeL(new byte[3], 2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column l must hold 4 bytes (2 values), got 3");
  }

  private static float[] range(double low, double high) {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    values[0] = (float) low;
    values[1] = (float) high;
    return values;
  }
}
