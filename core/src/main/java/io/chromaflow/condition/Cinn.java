package io.chromaflow.condition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.chromaflow.flow.ConditionalFlow;
import io.chromaflow.flow.FlowSpec;
import io.chromaflow.flow.Mapped;
import io.chromaflow.layer.Parameters;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A conditional invertible neural network: a conditioning net over L and the flow of ab that it
 * steers, with all parameters in one flat vector. It belongs to one thread.
 *
 * <p>See Ardizzone et al. 2019, "Guided Image Generation with Conditional Invertible Neural
 * Networks".
 */
public final class Cinn {

  private final Parameters parameters;
  private final ConditioningNetwork conditioning;
  private final ConditionalFlow flow;

  private Cinn(Parameters parameters, ConditioningNetwork conditioning, ConditionalFlow flow) {
    this.parameters = parameters;
    this.conditioning = conditioning;
    this.flow = flow;
  }

  /**
   * Builds a network; its {@link #parameters} are still to be bound.
   *
   * @param config with the sections {@code flow} and {@code condition}
   * @throws IllegalArgumentException naming the key that is wrong and what would be right
   */
  public static Cinn build(Config config) {
    ConditionSpec conditionSpec = ConditionSpec.fromConfig(config.getConfig("condition"));
    FlowSpec flowSpec = FlowSpec.fromConfig(config.getConfig("flow"));
    Parameters parameters = new Parameters();
    ConditioningNetwork conditioning =
        ConditioningNetwork.build(conditionSpec, flowSpec.size(), parameters);
    ConditionalFlow flow = ConditionalFlow.build(flowSpec, conditionSpec.channels(), parameters);
    return new Cinn(parameters, conditioning, flow);
  }

  /** Builds a network from what {@link #architecture} gave. */
  public static Cinn build(String architecture) {
    return build(ConfigFactory.parseString(architecture));
  }

  /** Returns the sections that say the architecture as one line of JSON. */
  public static String architecture(Config config) {
    return config
        .withOnlyPath("flow")
        .withFallback(config.withOnlyPath("condition"))
        .root()
        .render(ConfigRenderOptions.concise());
  }

  /** Returns the layout of the parameters. */
  public Parameters parameters() {
    return parameters;
  }

  /** Returns the architecture of the flow. */
  public FlowSpec spec() {
    return flow.spec();
  }

  /**
   * Sets the lightness that steers all calls that follow.
   *
   * @param l normalised L, [M,1,H,W]; M divides the batch of later calls
   */
  public void condition(INDArray l) {
    flow.condition(conditioning.forward(l));
  }

  /** Maps normalised ab [N,2,H,W] to latents [N,D]; see {@link ConditionalFlow#forward}. */
  public Mapped forward(INDArray ab) {
    return flow.forward(ab);
  }

  /** Maps latents [N,D] to normalised ab [N,2,H,W]; see {@link ConditionalFlow#inverse}. */
  public Mapped inverse(INDArray z) {
    return flow.inverse(z);
  }

  /**
   * Overwrites the gradients of all parameters, after {@link #condition} and {@link #forward} on as
   * many lightnesses as samples.
   *
   * @param gradient dL/dz, [N,D]
   * @param logDetGradient dL/d(log-determinant) of each sample, the same for all
   */
  public void backward(INDArray gradient, double logDetGradient) {
    conditioning.backward(flow.backward(gradient, logDetGradient).conditions());
  }
}
