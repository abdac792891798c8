package io.chromaflow.jobs;

import com.typesafe.config.Config;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.solvers.accumulation.encoding.threshold.FixedThresholdAlgorithm;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.repartitioner.NoOpRepartitioner;
import org.deeplearning4j.spark.parameterserver.training.SharedTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.parameterserver.distributed.conf.VoidConfiguration;
import org.nd4j.parameterserver.distributed.v2.transport.PortSupplier;

/**
 * DL4J's parameter server: workers send each other those updates that pass a threshold, over Aeron.
 */
final class SharedTransport implements Transport {

  private final JavaSparkContext context;
  private final Config shared;
  private final TrainingData.Sizes sizes;

  SharedTransport(JavaSparkContext context, Config shared, TrainingData.Sizes sizes) {
    this.context = context;
    this.shared = shared;
    this.sizes = sizes;
  }

  @Override
  public void fit(ComputationGraph graph, JavaRDD<DataSet> batches, double learningRate) {
    String address = address();
    VoidConfiguration network =
        VoidConfiguration.builder()
            .controllerAddress(address)
            .networkMask(mask(address))
            .portSupplier(new FreePort())
            .build();
    double threshold = shared.getDouble("threshold-share") * learningRate;
    SharedTrainingMaster master =
        new SharedTrainingMaster.Builder(
                network, sizes.workers(), new FixedThresholdAlgorithm(threshold), sizes.batch())
            .batchSizePerWorker(sizes.batch())
            .workersPerNode(1)
            .workerPrefetchNumBatches(0)
            .repartitioner(new NoOpRepartitioner())
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .build();
    graph.setParams(new SparkComputationGraph(context, graph, master).fit(batches).params());
  }

  /** The driver's address in numbers: the network mask is derived from it. */
  private String address() {
    String configured = shared.getString("controller-address");
    String host = configured.isEmpty() ? context.getConf().get("spark.driver.host") : configured;
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "train.shared.controller-address: host %s is not known here; give an address that executors reach"
              .formatted(host),
          e);
    }
  }

  private String mask(String address) {
    String configured = shared.getString("network-mask");
    return configured.isEmpty()
        ? address.substring(0, address.lastIndexOf('.')) + ".0/24"
        : configured;
  }

  /**
   * One free UDP port a JVM: with the default, fixed port the executors of one host each take
   * themselves for the root, and the driver's parameters never change.
   */
  private static final class FreePort implements PortSupplier {

    private static final long serialVersionUID = 1L;
    private static volatile int port;

    @Override
    public int getPort() {
      synchronized (FreePort.class) {
        if (port == 0) {
          AeronFolders.deleteAtExit();
          try (DatagramSocket socket = new DatagramSocket()) {
            port = socket.getLocalPort();
          } catch (IOException e) {
            throw new UncheckedIOException("looking for a free UDP port", e);
          }
        }
        return port;
      }
    }
  }
}
