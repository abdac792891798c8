package io.chromaflow.flow;

import static io.chromaflow.golden.Golden.maxAbsDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.chromaflow.condition.ConditionSpec;
import io.chromaflow.condition.ConditioningNetwork;
import io.chromaflow.golden.Golden;
import io.chromaflow.golden.OriginalWeights;
import io.chromaflow.layer.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The preset {@code lsun} with the weights of golden/presets/minimal_lsun, in float. */
class LsunModelTest {

  private static final JsonNode GOLDEN = Golden.json("minimal_lsun.json");
  private static final Parameters PARAMETERS = new Parameters();
  private static final Map<String, INDArray> CONDITIONS = new HashMap<>();
  private static ConditionalFlow flow = build();
  private static INDArray ab = Nd4j.empty(DataType.FLOAT);

  private static ConditionalFlow build() {
    Config lsun =
        ConfigFactory.parseResources("chromaflow/lsun.conf")
            .withFallback(ConfigFactory.parseResources("chromaflow/reference.conf"))
            .resolve();
    ConditionSpec conditionSpec = ConditionSpec.fromConfig(lsun.getConfig("condition"));
    FlowSpec spec = FlowSpec.fromConfig(lsun.getConfig("flow"));
    ConditioningNetwork net = ConditioningNetwork.build(conditionSpec, spec.size(), PARAMETERS);
    ConditionalFlow built = ConditionalFlow.build(spec, conditionSpec.channels(), PARAMETERS);
    PARAMETERS.bindFresh(DataType.FLOAT);
    loadPattern();
    INDArray lab = Golden.npy("minimal_lsun_input_lab.npy", DataType.FLOAT);
    INDArray l =
        lab.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(0, 1),
                NDArrayIndex.all(),
                NDArrayIndex.all())
            .dup('c');
    net.forward(l).forEach((name, c) -> CONDITIONS.put(name, c.dup()));
    return built;
  }

  @BeforeAll
  static void condition() {
    flow.condition(CONDITIONS);
    INDArray lab = Golden.npy("minimal_lsun_input_lab.npy", DataType.FLOAT);
    ab =
        lab.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(1, 3),
                NDArrayIndex.all(),
                NDArrayIndex.all())
            .dup('c');
  }

  /**
   * {@code w[i] = scale * pattern[(31 i + 977 k) mod 1021]} in float32, as golden's README says.
   */
  private static void loadPattern() {
    double[] pattern = Golden.numbers(Golden.json("pattern_seed5.json").get("data"));
    Map<String, JsonNode> tensors = new HashMap<>();
    GOLDEN.get("tensors").forEach(t -> tensors.put(t.get("name").asText(), t));
    OriginalWeights weights =
        OriginalWeights.load(
            PARAMETERS,
            name -> {
              JsonNode t = Objects.requireNonNull(tensors.get(name), name);
              long[] shape = new long[t.get("shape").size()];
              int length = 1;
              for (int i = 0; i < shape.length; i++) {
                shape[i] = t.get("shape").get(i).asLong();
                length *= (int) shape[i];
              }
              float[] values = new float[length];
              float scale = (float) t.get("scale").asDouble();
              for (int i = 0; i < length; i++) {
                int at = (int) ((31L * i + 977L * t.get("k").asLong()) % 1021);
                values[i] = scale * (float) pattern[at];
              }
              return Nd4j.createFromArray(values).reshape('c', shape);
            });
    coupling(weights, 1, "stage0.block0", "c1.k3");
    coupling(weights, 2, "stage0.block1", "c1.k3");
    for (int block = 0; block < 4; block++) {
      String kernel = block % 2 == 0 ? "k1" : "k3";
      coupling(weights, 4 + 2 * block, "stage2.block" + block, "c2." + kernel);
      coupling(weights, 14 + 2 * block, "stage5.block" + block, "c3." + kernel);
      coupling(weights, 24 + 2 * block, "stage8.block" + block, "c4.fc");
    }
    String net = "cond_net.resolution_levels.";
    weights
        .layer(net + "0.0", "condition-net.c1.0")
        .layer(net + "0.2", "condition-net.c1.1")
        .layer(net + "1.1", "condition-net.c2.0")
        .layer(net + "1.3", "condition-net.c2.1")
        .layer(net + "2.1", "condition-net.c3.0")
        .layer(net + "3.3", "condition-net.c4.0");
  }

  private static void coupling(OriginalWeights w, int module, String ours, String projection) {
    w.coupling("cinn.module_list." + module, ours, "condition." + projection + ".weight");
  }

  @Test
  void parameters_areAsManyAsTheOriginals() {
    assertThat(PARAMETERS.length()).isEqualTo(11_010_760);
  }

  @Test
  void conditioningNetwork_goldenLightness_givesTheOriginalsConditions() {
    GOLDEN
        .get("condition")
        .forEach(
            golden -> {
              INDArray c = Objects.requireNonNull(CONDITIONS.get(golden.get("name").asText()));
              double[] first = Golden.numbers(golden.get("first32"));
              for (int i = 0; i < first.length; i++) {
                assertThat((double) c.getFloat(i)).isCloseTo(first[i], within(5e-4));
              }
              double sum = c.castTo(DataType.DOUBLE).norm1Number().doubleValue();
              double expected = golden.get("abs_sum").asDouble();
              assertThat(sum / expected).isCloseTo(1, within(1e-5));
            });
  }

  @Test
  void forward_goldenPhotos_givesLatentsAndLikelihood() {
    Mapped z = flow.forward(ab);
    assertThat(maxAbsDifference(z.value(), Golden.npy("minimal_lsun_z.npy", DataType.FLOAT)))
        .isLessThan(4e-4);
    assertThat(z.logDet()).containsExactly(Golden.numbers(GOLDEN.get("log_det")), within(5e-3));
    double[] nll = Golden.numbers(GOLDEN.get("nll_per_dim"));
    INDArray squares = z.value().mul(z.value()).sum(1);
    for (int n = 0; n < nll.length; n++) {
      double ours = (squares.getDouble(n) / 2 - z.logDet()[n]) / 8192;
      assertThat(ours).isCloseTo(nll[n], within(1e-5 + 1e-5 * nll[n]));
    }
  }

  @Test
  void inverse_goldenLatents_givesTheOriginalsSample() {
    Mapped x = flow.inverse(Golden.npy("minimal_lsun_sample_z.npy", DataType.FLOAT));
    assertThat(
            maxAbsDifference(x.value(), Golden.npy("minimal_lsun_sample_ab.npy", DataType.FLOAT)))
        .isLessThan(2e-4);
  }

  @Test
  void inverse_ofForward_restoresThePhotos() {
    INDArray z = flow.forward(ab).value().dup();
    assertThat(maxAbsDifference(flow.inverse(z).value(), ab)).isLessThan(3e-5);
  }
}
