package io.chromaflow.eval;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All metrics of one image's colourings that compare pictures. */
public final class ColourErrors {

  private ColourErrors() {}

  /**
   * Returns the picture metrics of one image; those of likelihood and of Lab are not among them.
   *
   * @param truth the original, planar RGB {@code [3*h*w]} in [0,1]
   * @param samples at least one colouring, each as {@code truth}, in sample order
   * @throws IllegalArgumentException when there is no sample or a length differs
   */
  public static Map<Metric, Double> of(float[] truth, List<float[]> samples) {
    double perPixel = BestOfN.meanSquarePerPixel(truth, samples);
    double perImage = BestOfN.meanSquarePerImage(truth, samples);
    double first = RgbError.meanSquare(truth, samples.get(0));
    double variance = SampleDiversity.variance(samples);
    double decibels = 0;
    for (float[] sample : samples) {
      decibels += PeakSignalToNoise.decibel(RgbError.meanSquare(truth, sample));
    }
    Map<Metric, Double> errors = new EnumMap<>(Metric.class);
    errors.put(Metric.RMS_BEST_PER_PIXEL, Math.sqrt(perPixel));
    errors.put(Metric.MSE_BEST_PER_PIXEL, perPixel);
    errors.put(Metric.RMS_BEST_PER_IMAGE, Math.sqrt(perImage));
    errors.put(Metric.MSE_BEST_PER_IMAGE, perImage);
    errors.put(Metric.RMS_FIRST, Math.sqrt(first));
    errors.put(Metric.MSE_FIRST, first);
    errors.put(Metric.VARIANCE, variance);
    errors.put(Metric.DEVIATION, Math.sqrt(variance));
    errors.put(Metric.PSNR_BEST, PeakSignalToNoise.decibel(perImage));
    errors.put(Metric.PSNR_MEAN, decibels / samples.size());
    return errors;
  }
}
