package io.chromaflow.train;

import com.typesafe.config.Config;
import io.chromaflow.condition.Cinn;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes the DL4J graph that trains a {@link Cinn}: one input, one output layer. */
public final class CinnGraph {

  private CinnGraph() {}

  /**
   * Returns an initialised graph.
   *
   * @param config with the sections {@code flow}, {@code condition} and {@code train}
   * @param seed seed of the parameters' start
   * @throws IllegalArgumentException naming the key that is wrong and what would be right
   */
  public static ComputationGraph build(Config config, long seed) {
    Config train = config.getConfig("train");
    double clip = train.getDouble("gradient-clip");
    BiasCorrectedAdam adam =
        new BiasCorrectedAdam(
            train.getDouble("learning-rate.initial"),
            train.getDouble("adam.beta1"),
            train.getDouble("adam.beta2"),
            train.getDouble("adam.epsilon"));
    CinnLayerConfiguration layer =
        new CinnLayerConfiguration(
            Cinn.architecture(config), train.getDouble("weight-decay"), seed);
    if (clip > 0) {
      layer.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
      layer.setGradientNormalizationThreshold(clip);
    }
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .miniBatch(false) // the layer's gradient is that of the mean already
            .updater(adam)
            // The flow owns its buffers, but DL4J's Spark workers switch workspaces on in any case,
            // and
            // break when the graph was made without.
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder()
            .addInputs("lab")
            .addLayer("cinn", layer, "lab")
            .setOutputs("cinn")
            .validateOutputLayerConfig(false)
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }
}
