package io.chromaflow.flow;

import static io.chromaflow.golden.Golden.maxAbsDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.chromaflow.golden.Golden;
import io.chromaflow.golden.OriginalWeights;
import io.chromaflow.layer.Parameters;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The small conditional flow of golden/tiny_a.json, in double and in float. */
class ConditionalFlowTest {

  private static final FlowSpec SPEC =
      FlowSpec.fromConfig(ConfigFactory.parseResources("golden/tiny_a.conf"));

  private final JsonNode golden = Golden.json("tiny_a.json");
  private Parameters parameters = new Parameters();
  private ConditionalFlow flow = build();

  /** The float type and how close a program of that type comes to the float64 reference. */
  enum Precision {
    DOUBLE(DataType.DOUBLE, 1e-9, 1e-9),
    // The tolerances that golden/README gives for float32 programs.
    FLOAT(DataType.FLOAT, 2e-5, 1e-3);

    private final DataType type;
    private final double tolerance;
    private final double logDetTolerance;

    Precision(DataType type, double tolerance, double logDetTolerance) {
      this.type = type;
      this.tolerance = tolerance;
      this.logDetTolerance = logDetTolerance;
    }
  }

  @BeforeEach
  void freshFlow() {
    parameters = new Parameters();
    flow = build();
  }

  private ConditionalFlow build() {
    return ConditionalFlow.build(SPEC, Map.of("cond0", 3, "cond1", 5), parameters);
  }

  private void load(DataType type) {
    parameters.bindFresh(type);
    visit(
        OriginalWeights.load(
            parameters, name -> Golden.tensor(golden.get("weights").get(name), type)));
    flow.condition(
        Map.of(
            "cond0", Golden.tensor(golden.get("cond").get(0), type),
            "cond1", Golden.tensor(golden.get("cond").get(1), type)));
  }

  private static void visit(OriginalWeights weights) {
    weights
        .coupling("module_list.1", "stage0.block0", "condition.cond0.k3.weight")
        .coupling("module_list.4", "stage2.block0", "condition.cond1.k3.weight");
  }

  @ParameterizedTest
  @EnumSource
  void forward_goldenInput_givesLatentsAndLogDeterminant(Precision p) {
    load(p.type);
    Mapped z = flow.forward(Golden.tensor(golden.get("x"), p.type));
    assertThat(maxAbsDifference(z.value(), Golden.tensor(golden.get("z").get(0), p.type)))
        .isLessThan(p.tolerance * 5); // |z| is up to 5 and the tolerance relative
    assertThat(z.logDet())
        .containsExactly(Golden.numbers(golden.get("log_det")), within(p.logDetTolerance));
    assertThat(z.logDet())
        .containsExactly(Golden.numbers(golden.get("log_det_finite_differences")), within(1e-3));
  }

  @ParameterizedTest
  @EnumSource
  void inverse_goldenLatents_givesSample(Precision p) {
    load(p.type);
    JsonNode sample = golden.get("sample");
    Mapped x = flow.inverse(Golden.tensor(sample.get("z").get(0), p.type));
    assertThat(maxAbsDifference(x.value(), Golden.tensor(sample.get("x"), p.type)))
        .isLessThan(p.tolerance * 5);
    assertThat(x.logDet())
        .containsExactly(Golden.numbers(sample.get("log_det_inverse")), within(p.logDetTolerance));
  }

  @ParameterizedTest
  @EnumSource
  void backward_goldenLoss_givesAllGradients(Precision p) {
    load(p.type);
    INDArray x = Golden.tensor(golden.get("x"), p.type);
    Mapped z = flow.forward(x);
    double scale = 1.0 / (x.size(0) * SPEC.dimensions());
    ConditionalFlow.Gradients gradients = flow.backward(z.value().mul(scale), -scale);

    assertThat(maxAbsDifference(gradients.x(), Golden.tensor(golden.get("grad_x"), p.type)))
        .isLessThan(p.tolerance);
    for (int i = 0; i < 2; i++) {
      INDArray ours = gradients.conditions().get("cond" + i);
      INDArray theirs = Golden.tensor(golden.get("grad_cond").get(i), p.type);
      assertThat(maxAbsDifference(java.util.Objects.requireNonNull(ours), theirs))
          .isLessThan(p.tolerance);
    }
    visit(
        OriginalWeights.gradients(
            parameters,
            name -> Golden.tensor(golden.get("grad").get(name), p.type),
            (ours, theirs) -> assertThat(maxAbsDifference(ours, theirs)).isLessThan(p.tolerance)));
  }

  @ParameterizedTest
  @EnumSource
  void inverse_manySamplesOnOneCondition_equalsOneByOne(Precision p) {
    load(p.type);
    INDArray z = Golden.tensor(golden.get("sample").get("z").get(0), p.type);
    INDArray c0 = Golden.tensor(golden.get("cond").get(0), p.type);
    INDArray c1 = Golden.tensor(golden.get("cond").get(1), p.type);
    flow.condition(
        Map.of("cond0", c0.slice(1).reshape(1, 3, 8, 8), "cond1", c1.slice(1).reshape(1, 5, 4, 4)));
    INDArray together = flow.inverse(z).value().dup();
    INDArray alone = flow.inverse(z.slice(2).reshape(1, 128)).value();
    assertThat(maxAbsDifference(together.slice(2).reshape(1, 2, 8, 8), alone))
        .isLessThan(p.tolerance);
  }
}
