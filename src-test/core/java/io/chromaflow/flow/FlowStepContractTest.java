package io.chromaflow.flow;

import static io.chromaflow.golden.Golden.maxAbsDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.chromaflow.golden.Golden;
import io.chromaflow.layer.Parameter;
import io.chromaflow.layer.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What every step of a flow keeps, over all kinds, in double on tiny tensors. */
class FlowStepContractTest {

  private static final double STEP = 1e-6;

  /** A step under test, with its parameters when it has some. */
  record Case(String name, FlowStep step, Parameters parameters, long[] shape) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    double[][] a = {{2, 1, 0}, {0, 1, 0.5}, {0.25, 0, -1}};
    LUDecomposition lu = new LUDecomposition(new Array2DRowRealMatrix(a));
    double[][] inverse = lu.getSolver().getInverse().getData();
    double logDet = Math.log(Math.abs(lu.getDeterminant()));
    Parameters none = new Parameters();
    return Stream.of(
        coupling("conv coupling, odd channels", 3, 4, "net = conv, kernels = [3], slope = 0.05"),
        coupling("conv coupling, three layers", 2, 4, "net = conv, kernels = [1], layers = 3"),
        coupling("fc coupling, odd length", 7, 0, "net = fc, slope = 0.01"),
        new Case("haar", new HaarDownsampling(3, 0.5, false), none, new long[] {2, 3, 4, 4}),
        new Case(
            "haar by wavelet", new HaarDownsampling(2, 1.0, true), none, new long[] {2, 2, 4, 4}),
        new Case("squeeze", new Squeeze(), none, new long[] {2, 3, 4, 4}),
        new Case("permutation", ChannelPermutation.ofSeed(3, 5), none, new long[] {2, 5, 2, 2}),
        new Case("mixing", new ChannelMixing(a, inverse, logDet), none, new long[] {2, 3, 2, 2}),
        new Case("flatten", new FlattenStep(new StepShape(3, 2)), none, new long[] {2, 3, 2, 2}));
  }

  private static Case coupling(String name, int channels, int size, String net) {
    Stage.Coupling stage =
        (Stage.Coupling)
            Stage.fromConfig(
                ConfigFactory.parseString(
                    "kind = coupling, depth = 1, hidden = 4, clamp = 1.2, " + net),
                0);
    Parameters parameters = new Parameters();
    int len1 = channels / 2;
    int len2 = channels - len1;
    io.chromaflow.layer.Initial start = io.chromaflow.layer.Initial.normal(0.7);
    CouplingBlock block =
        new CouplingBlock(
            Subnet.declare(
                parameters, "net1", stage, stage.kernel(0), len1, 2 * len2, null, start, start),
            Subnet.declare(
                parameters, "net2", stage, stage.kernel(0), len2, 2 * len1, null, start, start),
            new SoftClamp(stage.clamp()));
    parameters.bindFresh(DataType.DOUBLE);
    parameters.initialise(5);
    return new Case(name, block, parameters, new StepShape(channels, size).batch(2));
  }

  private static INDArray input(long[] shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (p, q) -> p * q)];
    io.chromaflow.run.Seeds.gaussian(11, values, 1.0);
    return Nd4j.createFromArray(values).castTo(DataType.DOUBLE).reshape('c', shape);
  }

  @Test
  void cases_coverEveryKindOfStep() {
    Set<Class<?>> tested = cases().map(c -> c.step().getClass()).collect(Collectors.toSet());
    assertThat(tested)
        .containsAll(
            List.of((Object[]) FlowStep.class.getPermittedSubclasses()).stream()
                .map(c -> (Class<?>) c)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inverse_afterForward_restoresInputAndVolume(Case c) {
    INDArray x = input(c.shape());
    Mapped y = c.step().forward(x);
    INDArray value = y.value().dup();
    Mapped back = c.step().inverse(value);
    assertThat(maxAbsDifference(back.value(), x)).isLessThan(1e-12);
    for (int n = 0; n < 2; n++) {
      assertThat(y.logDet()[n] + back.logDet()[n]).isCloseTo(0, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logDet_equalsFiniteDifferenceJacobian(Case c) {
    INDArray x = input(c.shape());
    double[] logDet = c.step().forward(x).logDet();
    int d = (int) (x.length() / 2);
    for (int n = 0; n < 2; n++) {
      double[][] jacobian = new double[d][d];
      for (int i = 0; i < d; i++) {
        double[] high = row(shifted(c, x, n * d + i, STEP), n);
        double[] low = row(shifted(c, x, n * d + i, -STEP), n);
        for (int o = 0; o < d; o++) {
          jacobian[o][i] = (high[o] - low[o]) / (2 * STEP);
        }
      }
      double determinant =
          new LUDecomposition(new Array2DRowRealMatrix(jacobian, false)).getDeterminant();
      // Central differences err by about STEP^2 + 1e-16/STEP in each of d columns.
      assertThat(logDet[n]).isCloseTo(Math.log(Math.abs(determinant)), within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backward_equalsFiniteDifferences_forInputAndEveryParameter(Case c) {
    INDArray x = input(c.shape());
    INDArray weight = input(c.step().forward(x).value().shape().clone()).mul(0.3).addi(0.1);
    double logDetGradient = -0.4;
    c.step().forward(x);
    INDArray dx = c.step().backward(weight.dup(), logDetGradient).dup();
    for (int i = 0; i < x.length(); i++) {
      assertDerivative(c, x, x, i, dx.getDouble(i), weight, logDetGradient);
    }
    for (Parameter p : c.parameters().list()) {
      INDArray gradient = p.gradient().dup();
      assertThat(gradient.amaxNumber().doubleValue()).as(p.name()).isGreaterThan(0);
      for (int i = 0; i < p.length(); i++) {
        assertDerivative(c, x, p.value(), i, gradient.getDouble(i), weight, logDetGradient);
      }
    }
  }

  private static void assertDerivative(
      Case c,
      INDArray x,
      INDArray variable,
      int i,
      double derivative,
      INDArray weight,
      double logDetGradient) {
    double start = variable.getDouble(i);
    variable.putScalar(i, start + STEP);
    double high = objective(c, x, weight, logDetGradient);
    variable.putScalar(i, start - STEP);
    double low = objective(c, x, weight, logDetGradient);
    variable.putScalar(i, start);
    assertThat(derivative).isCloseTo((high - low) / (2 * STEP), within(1e-6));
  }

  private static double objective(Case c, INDArray x, INDArray weight, double logDetGradient) {
    Mapped y = c.step().forward(x);
    return y.value().mul(weight).sumNumber().doubleValue()
        + logDetGradient * Arrays.stream(y.logDet()).sum();
  }

  private static INDArray shifted(Case c, INDArray x, int i, double by) {
    INDArray moved = x.dup();
    moved.putScalar(i, moved.getDouble(i) + by);
    return c.step().forward(moved).value();
  }

  private static double[] row(INDArray y, int n) {
    return y.dup('c').reshape('c', 2, y.length() / 2).getRow(n).toDoubleVector();
  }

  @Test
  void fixedSteps_goldenLayers_giveTheOriginalsNumbers() {
    com.fasterxml.jackson.databind.JsonNode layers = Golden.json("layers.json");
    Map<String, FlowStep> steps =
        Map.of(
            "haar_default", new HaarDownsampling(3, 1.0, false),
            "haar_rebalance0.5", new HaarDownsampling(3, 0.5, false),
            "haar_rebalance0.5_order_by_wavelet", new HaarDownsampling(3, 0.5, true),
            "squeeze_irevnet", new Squeeze(),
            "flatten", new FlattenStep(new StepShape(3, 0)));
    steps.forEach(
        (name, step) -> {
          com.fasterxml.jackson.databind.JsonNode golden = layers.get(name);
          INDArray x = Golden.tensor(golden.get("x"), DataType.DOUBLE);
          Mapped y =
              name.equals("flatten") ? Mapped.constant(x.reshape('c', 2, 72), 0) : step.forward(x);
          assertThat(maxAbsDifference(y.value(), Golden.tensor(golden.get("y"), DataType.DOUBLE)))
              .as(name)
              .isLessThan(1e-12);
          if (golden.has("log_det_per_sample")) {
            assertThat(y.logDet()[1])
                .isCloseTo(golden.get("log_det_per_sample").asDouble(), within(1e-9));
          }
        });
  }

  @Test
  void mixing_goldenFixedConvolution_appliesTheTransposedMatrix() {
    com.fasterxml.jackson.databind.JsonNode golden =
        Golden.json("layers.json").get("fixed_1x1_conv");
    double[] m = Golden.numbers(golden.get("M"));
    double[][] transposed = new double[3][3];
    for (int i = 0; i < 9; i++) {
      transposed[i % 3][i / 3] = m[i];
    }
    double[][] inverse =
        new LUDecomposition(new Array2DRowRealMatrix(transposed))
            .getSolver()
            .getInverse()
            .getData();
    double logDet = golden.get("log_det_M_per_pixel").asDouble();
    FlowStep step = new ChannelMixing(transposed, inverse, logDet);
    Mapped y = step.forward(Golden.tensor(golden.get("x"), DataType.DOUBLE));
    assertThat(maxAbsDifference(y.value(), Golden.tensor(golden.get("y"), DataType.DOUBLE)))
        .isLessThan(1e-12);
    assertThat(y.logDet()[0]).isCloseTo(24 * logDet, within(1e-15)); // 4 x 6 pixels
  }

  @Test
  void permutations_goldenSeeds_areNumPys() {
    Golden.json("layers.json")
        .get("permute_random")
        .forEach(
            p -> {
              int[] expected =
                  Arrays.stream(Golden.numbers(p.get("perm"))).mapToInt(v -> (int) v).toArray();
              assertThat(NumpyPermutation.of(p.get("seed").asInt(), p.get("n").asInt()))
                  .containsExactly(expected);
            });
  }

  @Test
  void softClamp_goldenScales_boundsLogScale() {
    Golden.json("layers.json")
        .get("atan_clamp")
        .forEach(
            entry -> {
              SoftClamp clamp = new SoftClamp(entry.get("clamp").asDouble());
              INDArray s = Nd4j.createFromArray(new double[] {entry.get("s").asDouble()});
              INDArray logScale = Nd4j.create(DataType.DOUBLE, 1);
              clamp.normalise(s);
              clamp.logScale(s, logScale);
              assertThat(logScale.getDouble(0))
                  .isCloseTo(entry.get("log_e").asDouble(), within(1e-12));
            });
  }
}
