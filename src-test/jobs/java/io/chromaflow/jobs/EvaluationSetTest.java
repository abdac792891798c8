package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationSetTest {

  @Test
  void parts_anySize_coverAllImages() {
    for (int images : new int[] {1, 4, 5, 256, 257, 5120, 50_000}) {
      EvaluationSet set = set(images);

      int covered = IntStream.range(0, set.parts()).map(set::imagesOf).sum();

      assertThat(covered).as("%d images", images).isEqualTo(images);
      assertThat(set.imagesOf(set.parts() - 1)).isPositive();
    }
  }

  @Test
  void imagesPerPart_growsWithTheSetUpToALimit() {
    assertThat(set(14).imagesPerPart()).isEqualTo(4);
    assertThat(set(5120).imagesPerPart()).isEqualTo(80);
    assertThat(set(50_000).imagesPerPart()).isEqualTo(256);
  }

  @Test
  void hash_otherImages_differs() {
    assertThat(set(3).hash()).hasSize(16).isEqualTo(set(3).hash()).isNotEqualTo(set(4).hash());
  }

  private static EvaluationSet set(int images) {
    return new EvaluationSet(IntStream.range(0, images).mapToObj(TinyRun::id).toList());
  }
}
