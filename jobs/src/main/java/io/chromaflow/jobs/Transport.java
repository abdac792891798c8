package io.chromaflow.jobs;

import com.typesafe.config.Config;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/** How workers learn together; one round is one call. */
@FunctionalInterface
interface Transport {

  /**
   * Trains on a round's batches.
   *
   * @param graph trained in place: parameters, optimiser state
   * @param batches one partition a worker
   * @param learningRate Adam's rate of the round
   */
  void fit(ComputationGraph graph, JavaRDD<DataSet> batches, double learningRate);

  /**
   * Returns the transport that {@code train.master} names.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static Transport of(JavaSparkContext context, Config train, TrainingData.Sizes sizes) {
    return switch (train.getString("master")) {
      case "shared" -> new SharedTransport(context, train.getConfig("shared"), sizes);
      case "averaging" -> new AveragingTransport(context, train.getConfig("averaging"), sizes);
      case "local" ->
          (graph, batches, rate) -> batches.toLocalIterator().forEachRemaining(graph::fit);
      default ->
          throw new IllegalArgumentException(
              "train.master must be shared, averaging or local, got " + train.getString("master"));
    };
  }
}
