package io.chromaflow.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.run.Seeds;
import io.chromaflow.source.Photo;
import io.chromaflow.source.Views;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TensorRuleTest {

  private static final int SIZE = 8;

  @Test
  void tensors_ofATrainingImage_areItsViewsAndDiffer() {
    List<LabTensor> tensors = rule(0).tensors("id", "a.jpg", photo());
    assertThat(tensors).extracting(LabTensor::view).containsExactly(0, 1, 2);
    assertThat(tensors).allMatch(t -> t.split() == Split.TRAIN && t.originalWidth() == 20);
    assertThat(tensors.get(1).l()).isNotEqualTo(tensors.get(2).l());
  }

  @Test
  void tensors_ofATestImage_areViewZeroOnly() {
    List<LabTensor> tensors = rule(1 - 1e-9).tensors("id", "a.jpg", photo());
    assertThat(tensors).extracting(LabTensor::view).containsExactly(0);
    assertThat(tensors.get(0).l()).isEqualTo(rule(0).tensors("id", "a.jpg", photo()).get(0).l());
  }

  private static TensorRule rule(double testShare) {
    return new TensorRule(new Views(SIZE, 0.2), 3, new SplitRule(0, testShare), new Seeds(1));
  }

  private static Photo photo() {
    byte[] rgb = new byte[3 * 20 * 10];
    new SplittableRandom(2).nextBytes(rgb);
    return new Photo(20, 10, rgb);
  }
}
