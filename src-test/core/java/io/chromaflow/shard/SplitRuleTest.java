package io.chromaflow.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitRuleTest {

  @Test
  void of_manyImages_respectsShares() {
    SplitRule rule = new SplitRule(0.1, 0.2);
    // Three standard deviations of a share of 20,000 are below 0.01.
    assertThat(share(rule, Split.TEST)).isCloseTo(0.2, within(0.01));
    assertThat(share(rule, Split.VALIDATION)).isCloseTo(0.1, within(0.01));
    assertThat(share(rule, Split.TRAIN)).isCloseTo(0.7, within(0.01));
  }

  @Test
  void of_otherValidationShare_leavesTestSetAlone() {
    for (int i = 0; i < 2000; i++) {
      boolean few = new SplitRule(0.05, 0.1).of(id(i)) == Split.TEST;
      boolean many = new SplitRule(0.5, 0.1).of(id(i)) == Split.TEST;
      assertThat(few).isEqualTo(many);
    }
  }

  @Test
  void of_imagesAlikeInFirstDigits_stillSplits() {
    SplitRule rule = new SplitRule(0.25, 0.25);
    long test = IntStream.range(0, 1000).filter(i -> test(rule, i)).count();
    assertThat(test).isBetween(200L, 300L);
  }

  @Test
  void rule_sharesOfOne_isRefused() {
    assertThatThrownBy(() -> new SplitRule(0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together below 1, got 0.5 and 0.5");
  }

  private static double share(SplitRule rule, Split split) {
    return IntStream.range(0, 20_000).filter(i -> rule.of(id(i)) == split).count() / 20_000.0;
  }

  private static boolean test(SplitRule rule, int i) {
    return rule.of(String.format("00%030x", i)) == Split.TEST;
  }

  private static String id(int i) {
    return String.format("%032x", i * 0x9E3779B97F4A7C15L);
  }
}
