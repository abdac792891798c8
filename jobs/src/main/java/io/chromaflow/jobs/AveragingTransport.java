package io.chromaflow.jobs;

import com.typesafe.config.Config;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/** DL4J's parameter averaging: each worker trains a copy, and every few steps all take the mean. */
final class AveragingTransport implements Transport {

  /** Batches are shuffled already; DL4J has only to cut them the same way each time. */
  private static final long SPLIT_SEED = 1;

  private final JavaSparkContext context;
  private final int frequency;
  private final TrainingData.Sizes sizes;

  AveragingTransport(JavaSparkContext context, Config averaging, TrainingData.Sizes sizes) {
    this.context = context;
    this.frequency = averaging.getInt("frequency");
    this.sizes = sizes;
  }

  @Override
  public void fit(ComputationGraph graph, JavaRDD<DataSet> batches, double learningRate) {
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(sizes.workers(), sizes.batch())
            .batchSizePerWorker(sizes.batch())
            .averagingFrequency(frequency)
            .rngSeed(SPLIT_SEED)
            .workerPrefetchNumBatches(0)
            .repartionData(Repartition.Never)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .build();
    graph.setParams(new SparkComputationGraph(context, graph, master).fit(batches).params());
  }
}
