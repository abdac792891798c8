package io.chromaflow.train;

import static io.chromaflow.golden.Golden.maxAbsDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.chromaflow.flow.ConditionalFlow;
import io.chromaflow.flow.FlowSpec;
import io.chromaflow.flow.Mapped;
import io.chromaflow.golden.Golden;
import io.chromaflow.golden.OriginalWeights;
import io.chromaflow.layer.Parameters;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

class BiasCorrectedAdamTest {

  @Test
  void threeSteps_goldenTinyFlow_giveTheOriginalsLossesAndWeights() {
    JsonNode golden = Golden.json("tiny_a.json");
    Parameters parameters = new Parameters();
    ConditionalFlow flow =
        ConditionalFlow.build(
            FlowSpec.fromConfig(ConfigFactory.parseResources("golden/tiny_a.conf")),
            Map.of("cond0", 3, "cond1", 5),
            parameters);
    INDArray theta = parameters.bindFresh(DataType.DOUBLE);
    INDArray gradient = Nd4j.create(DataType.DOUBLE, 1, theta.length());
    parameters.bindGradients(gradient);
    coupling(
        OriginalWeights.load(
            parameters, name -> Golden.tensor(golden.get("weights").get(name), DataType.DOUBLE)));

    JsonNode adam = golden.get("adam");
    JsonNode hyper = adam.get("hyper");
    GradientUpdater<?> updater =
        new BiasCorrectedAdam(
                hyper.get("lr").asDouble(),
                hyper.get("betas").get(0).asDouble(),
                hyper.get("betas").get(1).asDouble(),
                hyper.get("eps").asDouble())
            .instantiate(Nd4j.create(DataType.DOUBLE, 1, 2 * theta.length()), true);
    INDArray x = Golden.tensor(golden.get("x"), DataType.DOUBLE);
    flowCondition(flow, golden);
    double[] losses = Golden.numbers(adam.get("losses_before_each_step"));
    for (int step = 0; step < 3; step++) {
      flowCondition(flow, golden);
      Mapped z = flow.forward(x);
      double loss = Arrays.stream(NegativeLogLikelihood.perSample(z)).average().orElseThrow();
      assertThat(loss).isCloseTo(losses[step], within(1e-9));
      double logDetGradient = NegativeLogLikelihood.logDetGradient(z.value());
      flow.backward(NegativeLogLikelihood.latentGradient(z.value()), logDetGradient);
      gradient.addi(theta.mul(hyper.get("weight_decay").asDouble()).reshape(gradient.shape()));
      updater.applyUpdater(gradient, step, 0);
      theta.subi(gradient.reshape(theta.shape()));
    }
    coupling(
        OriginalWeights.values(
            parameters,
            name -> Golden.tensor(adam.get("weights_after_3_steps").get(name), DataType.DOUBLE),
            (ours, theirs) -> assertThat(maxAbsDifference(ours, theirs)).isLessThan(1e-9)));
  }

  private static void coupling(OriginalWeights weights) {
    weights
        .coupling("module_list.1", "stage0.block0", "condition.cond0.k3.weight")
        .coupling("module_list.4", "stage2.block0", "condition.cond1.k3.weight");
  }

  private static void flowCondition(ConditionalFlow flow, JsonNode golden) {
    flow.condition(
        Map.of(
            "cond0", Golden.tensor(golden.get("cond").get(0), DataType.DOUBLE),
            "cond1", Golden.tensor(golden.get("cond").get(1), DataType.DOUBLE)));
  }
}
