package io.chromaflow.train;

import com.typesafe.config.Config;
import io.chromaflow.color.LabScaling;
import io.chromaflow.run.Checks;
import io.chromaflow.run.Seeds;
import io.chromaflow.shard.LabTensor;
import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How Lab tensors become the batches that the network sees.
 *
 * @param scaling normalisation of L, a and b
 * @param noise upper end of the uniform noise [0, noise) on normalised training channels, against
 *     densities that grow without bound on quantised colours (dequantisation)
 * @param flips whether training images are mirrored at random
 * @param seeds of the run
 */
public record TrainingBatch(LabScaling scaling, double noise, boolean flips, Seeds seeds)
    implements Serializable {

  /** Rejects negative noise. */
  public TrainingBatch {
    Checks.require(noise >= 0, "train.noise must be at least 0, got %s", noise);
  }

  /** Reads the sections {@code color} and {@code train}. */
  public static TrainingBatch fromConfig(Config config, Seeds seeds) {
    return new TrainingBatch(
        LabScaling.fromConfig(config.getConfig("color")),
        config.getDouble("train.noise"),
        config.getBoolean("train.flips"),
        seeds);
  }

  /**
   * One use of a tensor in training.
   *
   * @param tensor what is seen
   * @param epoch which pass over the data, so that noise and flips differ
   */
  public record Use(LabTensor tensor, int epoch) {}

  /**
   * Returns a training batch: features [N,3,H,W], normalised L, a and b with noise; labels [N,1], a
   * formality.
   */
  public DataSet of(List<Use> uses) {
    return assemble(
        uses.stream().map(use -> noisy(use.tensor(), use.epoch())).toList(),
        uses.get(0).tensor().size());
  }

  /** Returns a batch to score: as {@link #of}, without noise and flips. */
  public DataSet toScore(List<LabTensor> tensors) {
    return assemble(tensors.stream().map(this::normalised).toList(), tensors.get(0).size());
  }

  private float[] normalised(LabTensor tensor) {
    int pixels = tensor.size() * tensor.size();
    float[] lab = new float[3 * pixels];
    System.arraycopy(scaling.normaliseL(tensor.l()), 0, lab, 0, pixels);
    System.arraycopy(scaling.normaliseAb(tensor.ab()), 0, lab, pixels, 2 * pixels);
    return lab;
  }

  private float[] noisy(LabTensor tensor, int epoch) {
    float[] lab = normalised(tensor);
    SplittableRandom random =
        new SplittableRandom(seeds.seed("train", tensor.imageId(), tensor.view(), epoch));
    if (flips && random.nextBoolean()) {
      mirror(lab, tensor.size());
    }
    for (int i = 0; i < lab.length; i++) {
      lab[i] += (float) (noise * random.nextDouble());
    }
    return lab;
  }

  private static void mirror(float[] lab, int size) {
    for (int row = 0; row < lab.length; row += size) {
      for (int i = 0, j = size - 1; i < j; i++, j--) {
        float swap = lab[row + i];
        lab[row + i] = lab[row + j];
        lab[row + j] = swap;
      }
    }
  }

  private static DataSet assemble(List<float[]> images, int size) {
    int each = 3 * size * size;
    float[] all = new float[images.size() * each];
    for (int n = 0; n < images.size(); n++) {
      System.arraycopy(images.get(n), 0, all, n * each, each);
    }
    return new DataSet(
        Nd4j.createFromArray(all).reshape('c', images.size(), 3, size, size),
        Nd4j.zeros(images.size(), 1));
  }
}
