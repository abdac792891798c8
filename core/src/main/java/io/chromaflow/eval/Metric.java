package io.chromaflow.eval;

import java.util.Optional;

/**
 * Every figure of an evaluation: its name in tables, its unit, and the sentence that defines it.
 */
public enum Metric {
  /** The training loss of the original. */
  NLL_PER_DIM(
      "nll-per-dim",
      "NLL",
      "nats/dim",
      Better.LOWER,
      Pooling.MEAN,
      "Negative log-likelihood of the original's colour per dimension, in nats of normalised ab,"
          + " without the constant ln(2 pi)/2: (|z|^2/2 - log-determinant)/D. Mean over images."),
  /** The likelihood in absolute units. */
  BITS_PER_DIM(
      "bits-per-dim",
      "Bits per dimension",
      "bits/dim",
      Better.LOWER,
      Pooling.MEAN,
      "The same likelihood with its constant and with the scaling's share of the log-determinant:"
          + " bits per value of ab against a cell of side 1 Lab unit. Mean over images."),
  /** Best of n, minimum per pixel and channel, as a root. */
  RMS_BEST_PER_PIXEL(
      "rms-best-of-n-per-pixel",
      "RMS, best of n per pixel",
      "RGB in [0,1]",
      Better.LOWER,
      Pooling.MEAN,
      "Every pixel and channel takes the sample that is nearest there; root of the mean square over"
          + " pixels and channels, then the mean over images (the ImageNet definition)."),
  /** Best of n, minimum per pixel and channel. */
  MSE_BEST_PER_PIXEL(
      "mse-best-of-n-per-pixel",
      "MSE, best of n per pixel",
      "squared RGB",
      Better.LOWER,
      Pooling.MEAN,
      "The same minimum per pixel and channel without the root. Mean over images."),
  /** Best of n, minimum per image, as a root. */
  RMS_BEST_PER_IMAGE(
      "rms-best-of-n-per-image",
      "RMS, best of n per image",
      "RGB in [0,1]",
      Better.LOWER,
      Pooling.ROOT_MEAN_SQUARE,
      "Every image takes its one nearest sample; root of the mean over images of that sample's mean"
          + " square error (the LSUN definition)."),
  /** Best of n, minimum per image. */
  MSE_BEST_PER_IMAGE(
      "mse-best-of-n-per-image",
      "MSE, best of n per image",
      "squared RGB",
      Better.LOWER,
      Pooling.MEAN,
      "Mean square error of every image's one nearest sample. Mean over images."),
  /** The first sample alone, as a root. */
  RMS_FIRST(
      "rms-best-of-1",
      "RMS, one sample",
      "RGB in [0,1]",
      Better.LOWER,
      Pooling.MEAN,
      "Root mean square error of the first sample alone. Mean over images."),
  /** The first sample alone. */
  MSE_FIRST(
      "mse-best-of-1",
      "MSE, one sample",
      "squared RGB",
      Better.LOWER,
      Pooling.MEAN,
      "Mean square error of the first sample alone. Mean over images."),
  /** Sample diversity. */
  VARIANCE(
      "variance",
      "Diversity, variance",
      "squared RGB",
      Better.NEITHER,
      Pooling.MEAN,
      "Population variance over the samples, averaged over pixels and channels. Mean over images."),
  /** Sample diversity as a root. */
  DEVIATION(
      "deviation",
      "Diversity, deviation",
      "RGB in [0,1]",
      Better.NEITHER,
      Pooling.ROOT_MEAN_SQUARE,
      "Root of the variance over the samples, averaged over pixels, channels and images."),
  /** The best sample's ratio. */
  PSNR_BEST(
      "psnr-best-of-n",
      "PSNR, best of n",
      "dB",
      Better.HIGHER,
      Pooling.MEAN,
      "Peak signal-to-noise ratio of every image's nearest sample, at most 58.9 dB, that of"
          + " rounding to 8 bits. Mean over images."),
  /** The mean ratio over samples. */
  PSNR_MEAN(
      "psnr-mean",
      "PSNR, mean of n",
      "dB",
      Better.HIGHER,
      Pooling.MEAN,
      "Peak signal-to-noise ratio of each sample, at most 58.9 dB, averaged over the samples. Mean"
          + " over images."),
  /** The error in Lab units. */
  LAB_RMSE(
      "lab-rmse",
      "Lab RMSE, mean of n",
      "Lab units",
      Better.LOWER,
      Pooling.MEAN,
      "Root mean square error of a and b of each sample, averaged over the samples. Mean over"
          + " images.");

  /** Which way a figure improves. */
  public enum Better {
    /** Less is better. */
    LOWER,
    /** More is better. */
    HIGHER,
    /** Neither: it describes. */
    NEITHER
  }

  private enum Pooling {
    MEAN,
    ROOT_MEAN_SQUARE
  }

  private final String id;
  private final String label;
  private final String unit;
  private final Better better;
  private final Pooling pooling;
  private final String definition;

  Metric(String id, String label, String unit, Better better, Pooling pooling, String definition) {
    this.id = id;
    this.label = label;
    this.unit = unit;
    this.better = better;
    this.pooling = pooling;
    this.definition = definition;
  }

  /** Returns the name in tables, kebab-case and stable. */
  public String id() {
    return id;
  }

  /** Returns the name for people. */
  public String label() {
    return label;
  }

  /** Returns the unit, as text. */
  public String unit() {
    return unit;
  }

  /** Returns which way the figure improves. */
  public Better better() {
    return better;
  }

  /** Returns what is computed, in one or two sentences. */
  public String definition() {
    return definition;
  }

  /**
   * Returns the figure of a set, with its error bar.
   *
   * @param perImage this metric's value of each image, in the order of the image ids
   * @param bootstrap the resampling
   */
  public Estimate overImages(double[] perImage, BootstrapMean bootstrap) {
    return pooling == Pooling.MEAN ? bootstrap.mean(perImage) : bootstrap.rootMeanSquare(perImage);
  }

  /**
   * Returns the metric of a name in a table.
   *
   * @param id as {@link #id} gives it
   */
  public static Optional<Metric> ofId(String id) {
    for (Metric metric : values()) {
      if (metric.id.equals(id)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }
}
