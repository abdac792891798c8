package io.chromaflow.jobs;

import io.chromaflow.color.LabScaling;
import java.io.Serializable;
import java.util.List;

/** What an evaluation asks of a model; the flow's sampler is one. Belongs to one thread. */
interface Colourist {

  /**
   * Draws colourings of one image.
   *
   * @param l lightness, {@code [size*size]}, Lab units
   * @param seeds one a colouring
   * @param temperature standard deviation of the latents, at least 0
   * @return one a seed, in their order
   */
  List<Draw> colour(float[] l, long[] seeds, double temperature);

  /**
   * Returns the negative log-likelihood of an original, nats per dimension of normalised ab without
   * the constant.
   *
   * @param l lightness, {@code [size*size]}, Lab units
   * @param ab the original's colour, {@code [2*size*size]}, Lab units
   */
  double nllPerDim(float[] l, float[] ab);

  /** Returns the side of the images that it takes, in pixels. */
  int size();

  /** Returns the normalisation that the model was trained with. */
  LabScaling scaling();

  /** Returns what computes, for the protocol. */
  String backend();

  /**
   * One colouring.
   *
   * @param ab {@code [2*size*size]}, Lab units
   * @param logLikelihood nats of normalised ab, with its constant
   */
  record Draw(float[] ab, double logLikelihood) {}

  /** Opens models on executors. */
  interface Opener extends Serializable {

    /**
     * Opens a model.
     *
     * @param model as train left it
     */
    Colourist open(ModelFolder model);
  }
}
