package io.chromaflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.eval.Estimate;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void format_anySize_hasFourSignificantDigits() {
    assertThat(Numbers.format(-1.78241)).isEqualTo("−1.782");
    assertThat(Numbers.format(0.0440123)).isEqualTo("0.04401");
    assertThat(Numbers.format(24.3149)).isEqualTo("24.31");
    assertThat(Numbers.format(12345)).isEqualTo("12345");
    assertThat(Numbers.format(0)).isEqualTo("0");
  }

  @Test
  void format_notANumber_isADash() {
    assertThat(Numbers.format(Double.NaN)).isEqualTo("–");
  }

  @Test
  void valueAndError_errorBar_shareItsDigits() {
    Estimate estimate = new Estimate(-1.78241, OptionalDouble.of(0.0523), 40);

    assertThat(Numbers.value(estimate)).isEqualTo("−1.782");
    assertThat(Numbers.error(estimate)).isEqualTo("± 0.052");
  }

  @Test
  void error_tooFewImages_isNothing() {
    Estimate estimate = new Estimate(0.5, OptionalDouble.empty(), 3);

    assertThat(Numbers.value(estimate)).isEqualTo("0.5");
    assertThat(Numbers.error(estimate)).isEmpty();
  }

  @Test
  void error_noSpreadButRounding_isNothing() {
    Estimate estimate = new Estimate(58.92261, OptionalDouble.of(4e-15), 14);

    assertThat(Numbers.value(estimate)).isEqualTo("58.92");
    assertThat(Numbers.error(estimate)).isEmpty();
  }

  @Test
  void count_thousands_standApart() {
    assertThat(Numbers.count(1234567)).isEqualTo("1,234,567");
  }
}
