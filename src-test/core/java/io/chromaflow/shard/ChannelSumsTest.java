package io.chromaflow.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chromaflow.color.LabScaling;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelSumsTest {

  private static final LabScaling SCALING =
      new LabScaling(new double[] {50, 0, 1}, new double[] {25, 10, 2});

  @Test
  void statistics_twoTensors_areThoseWorkedByHand() {
    ChannelSums sums = new ChannelSums();
    sums.add(new float[] {0, 100}, new float[] {-1, 1, 5, 5});
    ChannelSums other = new ChannelSums();
    other.add(new float[] {50, 50}, new float[] {-3, 3, 5, 5});
    sums.merge(other);
    Map<String, Double> statistics = sums.statistics(SCALING);
    assertThat(statistics).hasSize(12);
    assertThat(statistics.get("train.l.mean")).isEqualTo(50);
    assertThat(statistics.get("train.l.std")).isCloseTo(Math.sqrt(1250), within(1e-12));
    assertThat(statistics.get("train.l.normalised-mean")).isEqualTo(0);
    assertThat(statistics.get("train.a.mean")).isEqualTo(0);
    assertThat(statistics.get("train.a.normalised-std"))
        .isCloseTo(Math.sqrt(5) / 10, within(1e-12));
    assertThat(statistics.get("train.b.normalised-mean")).isEqualTo(2);
    assertThat(statistics.get("train.b.std")).isEqualTo(0);
  }

  @Test
  void statistics_withoutTensors_areNone() {
    assertThat(new ChannelSums().statistics(SCALING)).isEmpty();
  }
}
