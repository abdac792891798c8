package io.chromaflow.train;

import io.chromaflow.condition.Cinn;
import io.chromaflow.flow.Mapped;
import io.chromaflow.layer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A {@link Cinn} over DL4J's flat views of parameters and gradients.
 *
 * <p>Its input is [N,3,H,W], normalised L, a and b; its score the mean {@link
 * NegativeLogLikelihood}; labels are not used. The gradient is that of the mean, so the
 * configuration must not divide by the batch size again.
 */
@SuppressWarnings("NullAway") // DL4J's API has no nullness; null means "none" in its results
final class CinnLayer extends BaseLayer<CinnLayerConfiguration> implements IOutputLayer {

  private static final long serialVersionUID = 1L;

  private transient @Nullable Cinn cinn;
  private transient @Nullable INDArray boundValues;
  private transient @Nullable INDArray boundGradients;
  private transient Buffer lightness = new Buffer();
  private transient Buffer colour = new Buffer();
  private transient @Nullable INDArray scoredInput;
  private transient @Nullable INDArray labels;

  CinnLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr manager) {
    return outsideWorkspaces(this::scoreAndGradient);
  }

  private Pair<Gradient, INDArray> scoreAndGradient() {
    Mapped latents = mapped();
    score = Arrays.stream(NegativeLogLikelihood.perSample(latents)).average().orElseThrow();
    scoredInput = input;
    INDArray z = latents.value();
    double logDetGradient = NegativeLogLikelihood.logDetGradient(z);
    cinn().backward(NegativeLogLikelihood.latentGradient(z), logDetGradient);
    if (layerConf().getWeightDecay() > 0) {
      gradientsFlattened.addi(paramsFlattened.mul(layerConf().getWeightDecay()));
    }
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, null);
  }

  @Override
  public double computeScore(double regularisation, boolean training, LayerWorkspaceMgr manager) {
    // The backward pass of a training step has just computed it; parameters may change after that.
    if (scoredInput != input) {
      score = Arrays.stream(NegativeLogLikelihood.perSample(forward())).average().orElseThrow();
    }
    scoredInput = null;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double regularisation, LayerWorkspaceMgr manager) {
    return Nd4j.createFromArray(NegativeLogLikelihood.perSample(forward())).reshape(-1, 1);
  }

  /** Returns each sample's negative log-likelihood per dimension, [N,1]. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr manager) {
    return computeScoreForExamples(0, manager);
  }

  @Override
  public boolean needsLabels() {
    return true; // DL4J's Spark workers hand labels over in any case
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
  }

  @Override
  public @Nullable INDArray getLabels() {
    return labels;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public double f1Score(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw notAClassifier();
  }

  @Override
  @SuppressWarnings("deprecation") // still abstract in DL4J's Classifier
  public int numLabels() {
    throw notAClassifier();
  }

  @Override
  public void fit(DataSetIterator iterator) {
    throw notAClassifier();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw notAClassifier();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw notAClassifier();
  }

  @Override
  public void fit(DataSet data) {
    throw notAClassifier();
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw notAClassifier();
  }

  private static UnsupportedOperationException notAClassifier() {
    return new UnsupportedOperationException("a flow is not a classifier; train its graph");
  }

  private Mapped forward() {
    return outsideWorkspaces(this::mapped);
  }

  /** DL4J's workers switch workspaces on; what the network keeps must not live in one. */
  private static <T> T outsideWorkspaces(Supplier<T> work) {
    MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
    try {
      return work.get();
    } finally {
      outside.close();
    }
  }

  private Mapped mapped() {
    INDArray l = part(0, 1, lightness); // [N,1,H,W]
    INDArray ab = part(1, 3, colour); // [N,2,H,W]
    Cinn network = cinn();
    network.condition(l);
    return network.forward(ab);
  }

  private INDArray part(int from, int to, Buffer copy) {
    INDArray view =
        input.get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(from, to),
            NDArrayIndex.all(),
            NDArrayIndex.all());
    INDArray dense = copy.like(view);
    dense.assign(view);
    return dense;
  }

  /** The network, bound to the views that DL4J has set last. */
  private Cinn cinn() {
    Cinn network = cinn;
    if (network == null) {
      network = Cinn.build(layerConf().getArchitecture());
      cinn = network;
    }
    if (boundValues != paramsFlattened) {
      network.parameters().bind(paramsFlattened);
      boundValues = paramsFlattened;
    }
    if (gradientsFlattened != null && boundGradients != gradientsFlattened) {
      network.parameters().bindGradients(gradientsFlattened);
      boundGradients = gradientsFlattened;
    }
    return network;
  }
}
