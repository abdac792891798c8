package io.chromaflow.jobs;

import com.typesafe.config.Config;
import io.chromaflow.color.LabScaling;
import io.chromaflow.eval.GaussianBaseline;
import io.chromaflow.run.Checks;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.Seeds;
import java.io.Serializable;

/**
 * What decides an image's scores besides the image and the model.
 *
 * @param runSeed seed of the run
 * @param samples colourings of each image, at least 1
 * @param temperature standard deviation of the latents, at least 0
 * @param colours of the training photos
 */
record EvaluationProtocol(long runSeed, int samples, double temperature, TrainingColours colours)
    implements Serializable {

  private static final String PURPOSE = "evaluate";

  /** Rejects what gives no sample. */
  EvaluationProtocol {
    Checks.require(samples >= 1, "evaluate.samples must be at least 1, got %d", samples);
    Checks.require(
        temperature >= 0, "evaluate.temperature must be at least 0, got %s", temperature);
  }

  /**
   * Reads the section {@code evaluate}.
   *
   * @param evaluate the section
   * @param runSeed seed of the run
   * @param colours of the training photos
   */
  static EvaluationProtocol fromConfig(Config evaluate, long runSeed, TrainingColours colours) {
    return new EvaluationProtocol(
        runSeed, evaluate.getInt("samples"), evaluate.getDouble("temperature"), colours);
  }

  /** Seeds of an image's samples, in sample order. */
  long[] seeds(String imageId) {
    Seeds seeds = new Seeds(runSeed);
    long[] all = new long[samples];
    for (int k = 0; k < samples; k++) {
      all[k] = seeds.seed(PURPOSE, imageId, k, 0);
    }
    return all;
  }

  /**
   * The average colour of the training photos.
   *
   * @param meanA mean of a over their pixels, Lab units
   * @param meanB mean of b over their pixels, Lab units
   * @param deviationA standard deviation of a, Lab units
   * @param deviationB standard deviation of b, Lab units
   */
  record TrainingColours(double meanA, double meanB, double deviationA, double deviationB)
      implements Serializable {

    /** Returns the Gaussian baseline, in ab normalised by a scaling. */
    GaussianBaseline gaussian(LabScaling scaling) {
      double[] offsets = scaling.offsets();
      double[] scales = scaling.scales();
      return new GaussianBaseline(
          (meanA - offsets[1]) / scales[1],
          (meanB - offsets[2]) / scales[2],
          deviationA / scales[1],
          deviationB / scales[2]);
    }

    /**
     * Reads the statistics of a table of tensors.
     *
     * @param tensors its manifest
     * @param folder where it is, for the message
     * @throws JobException {@link ExitCode#BAD_INPUT} when it has no training photos
     */
    static TrainingColours of(RunManifest tensors, String folder) {
      return new TrainingColours(
          statistic(tensors, "train.a.mean", folder),
          statistic(tensors, "train.b.mean", folder),
          statistic(tensors, "train.a.std", folder),
          statistic(tensors, "train.b.std", folder));
    }

    private static double statistic(RunManifest tensors, String name, String folder) {
      Double value = tensors.statistics().get(name);
      if (value == null) {
        throw new JobException(
            ExitCode.BAD_INPUT,
            "--input %s: its %s has no %s, so the baselines have no mean colour; prepare some"
                    .formatted(folder, RunManifest.FILE, name)
                + " photos for training too");
      }
      return value;
    }
  }
}
