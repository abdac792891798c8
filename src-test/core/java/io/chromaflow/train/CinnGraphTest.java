package io.chromaflow.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import io.chromaflow.condition.Cinn;
import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.Seeds;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class CinnGraphTest {

  static final Config TINY =
      RunConfig.resolve(
              ConfigSources.NONE.with(
                  "flow.size=16",
                  "flow.stages=[{kind=coupling,net=conv,depth=1,kernels=[3],hidden=4,clamp=1.0,slope=0.1,"
                      + "condition=c1},{kind=haar,rebalance=0.5,order=channel},"
                      + "{kind=coupling,net=conv,depth=1,kernels=[1],hidden=4,clamp=1.0,slope=0.1,"
                      + "condition=c2,mix=permutation},{kind=split,keep=2},"
                      + "{kind=haar,rebalance=0.5,order=channel},"
                      + "{kind=coupling,net=conv,depth=1,kernels=[3],hidden=4,clamp=0.6,slope=0.1,"
                      + "condition=c3},{kind=flatten},{kind=coupling,net=fc,depth=1,hidden=8,"
                      + "clamp=0.6,slope=0.1,condition=c4}]",
                  "condition.widths=[3,4,5]",
                  "condition.vector=6"))
          .config();

  private static INDArray batch(int n) {
    float[] values = new float[n * 3 * 16 * 16];
    Seeds.gaussian(3, values, 1);
    return Nd4j.createFromArray(values).reshape('c', n, 3, 16, 16);
  }

  @Test
  void numParams_isTheNetworks() {
    ComputationGraph graph = CinnGraph.build(TINY, 1);
    assertThat(graph.numParams()).isEqualTo(Cinn.build(TINY).parameters().length());
  }

  @Test
  void gradient_equalsFiniteDifferences_soTheEngineIsNotSilentlyZero() {
    ComputationGraph graph = CinnGraph.build(TINY, 1);
    DataSet data = new DataSet(batch(3), Nd4j.zeros(3, 1));
    graph.setInput(0, data.getFeatures());
    graph.setLabel(0, data.getLabels());
    graph.computeGradientAndScore();
    INDArray gradient = graph.gradient().gradient().dup().reshape(graph.numParams());
    double norm = gradient.norm2Number().doubleValue();
    assertThat(norm).isGreaterThan(1e-3);
    INDArray direction = gradient.div(norm);
    INDArray start = graph.params().dup();
    double step = 1e-2;
    graph.setParams(start.add(direction.mul(step).reshape(start.shape())));
    double high = graph.score(data);
    graph.setParams(start.sub(direction.mul(step).reshape(start.shape())));
    double low = graph.score(data);
    // float32 losses near 1 err by 1e-7, over a step of 1e-2.
    assertThat((high - low) / (2 * step) / norm).isCloseTo(1, within(2e-2));
  }

  @Test
  void fit_repeatedOnOneBatch_lowersTheLossAndMovesTheParameters() {
    ComputationGraph graph = CinnGraph.build(TINY, 1);
    DataSet data = new DataSet(batch(4), Nd4j.zeros(4, 1));
    INDArray start = graph.params().dup();
    double before = graph.score(data);
    for (int i = 0; i < 20; i++) {
      graph.fit(data);
    }
    assertThat(graph.score(data)).isLessThan(before - 0.01);
    assertThat(graph.params().sub(start).eq(0).castTo(DataType.INT32).sumNumber().intValue())
        .as("parameters that did not move")
        .isLessThan((int) (start.length() / 50));
  }

  @Test
  void configuration_throughJson_buildsTheSameGraph() {
    ComputationGraph graph = CinnGraph.build(TINY, 1);
    ComputationGraph copy =
        new ComputationGraph(
            ComputationGraphConfiguration.fromJson(graph.getConfiguration().toJson()));
    copy.init(graph.params().dup(), true);
    DataSet data = new DataSet(batch(2), Nd4j.zeros(2, 1));
    assertThat(copy.score(data)).isEqualTo(graph.score(data));
    copy.fit(data);
    graph.fit(data);
    assertThat(copy.params()).isEqualTo(graph.params());
  }
}
