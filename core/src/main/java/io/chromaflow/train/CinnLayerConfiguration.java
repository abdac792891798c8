package io.chromaflow.train;

import io.chromaflow.condition.Cinn;
import io.chromaflow.layer.Parameters;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The whole {@link Cinn} as one DL4J output layer, so that a ComputationGraph, and with it DL4J's
 * Spark masters, can train it. DL4J writes this as JSON and makes it anew in each executor.
 */
@SuppressWarnings("NullAway") // DL4J's API has no nullness; null means "none" in its results
public final class CinnLayerConfiguration extends BaseLayer {

  private static final String FLAT = "theta";

  private String architecture = "";
  private double weightDecay;
  private long seed;

  /** For DL4J's JSON reader only. */
  public CinnLayerConfiguration() {
    setActivationFn(new ActivationIdentity());
    setGradientNormalization(GradientNormalization.None);
    setLayerName("cinn");
  }

  /**
   * Makes the layer of a network.
   *
   * @param architecture from {@link Cinn#architecture}
   * @param weightDecay factor of the parameters that is added to their gradient, at least 0
   * @param seed seed of the parameters' start
   */
  public CinnLayerConfiguration(String architecture, double weightDecay, long seed) {
    this();
    this.architecture = architecture;
    this.weightDecay = weightDecay;
    this.seed = seed;
  }

  /** Returns the architecture, as JSON. */
  public String getArchitecture() {
    return architecture;
  }

  /** Sets the architecture; for DL4J's JSON reader. */
  public void setArchitecture(String architecture) {
    this.architecture = architecture;
  }

  /** Returns the factor of coupled weight decay. */
  public double getWeightDecay() {
    return weightDecay;
  }

  /** Sets the factor of coupled weight decay; for DL4J's JSON reader. */
  public void setWeightDecay(double weightDecay) {
    this.weightDecay = weightDecay;
  }

  /** Returns the seed of the parameters' start. */
  public long getSeed() {
    return seed;
  }

  /** Sets the seed of the parameters' start; for DL4J's JSON reader. */
  public void setSeed(long seed) {
    this.seed = seed;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialise,
      DataType type) {
    CinnLayer layer = new CinnLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parametersView);
    layer.setParamTable(initializer().init(conf, parametersView, initialise));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new FlatInitializer();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.feedForward(1);
  }

  @Override
  public void setNIn(InputType input, boolean override) {}

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return List.of();
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  @Override
  public @Nullable LayerMemoryReport getMemoryReport(InputType input) {
    return null;
  }

  @Override
  public CinnLayerConfiguration clone() {
    return (CinnLayerConfiguration) super.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CinnLayerConfiguration that
        && super.equals(other)
        && architecture.equals(that.architecture)
        && weightDecay == that.weightDecay
        && seed == that.seed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(architecture, weightDecay, seed);
  }

  /** All parameters as one DL4J parameter, {@code theta} [1,P]. */
  private static final class FlatInitializer implements ParamInitializer {

    @Override
    public long numParams(NeuralNetConfiguration conf) {
      return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
      return Cinn.build(((CinnLayerConfiguration) layer).getArchitecture()).parameters().length();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
      return List.of(FLAT);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
      return List.of(FLAT);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
      return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
      return true;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
      return false;
    }

    @Override
    public Map<String, INDArray> init(
        NeuralNetConfiguration conf, INDArray view, boolean initialise) {
      if (initialise) {
        CinnLayerConfiguration layer = (CinnLayerConfiguration) conf.getLayer();
        Parameters parameters = Cinn.build(layer.getArchitecture()).parameters();
        parameters.bind(view);
        parameters.initialise(layer.getSeed());
      }
      conf.addVariable(FLAT);
      return Collections.singletonMap(FLAT, view);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(
        NeuralNetConfiguration conf, INDArray view) {
      return Collections.singletonMap(FLAT, view);
    }
  }
}
