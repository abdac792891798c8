package io.chromaflow.jobs;

import io.chromaflow.color.LabConverter;
import io.chromaflow.color.LabImage;
import io.chromaflow.color.LabScaling;
import io.chromaflow.eval.BitsPerDim;
import io.chromaflow.eval.ColourErrors;
import io.chromaflow.eval.GaussianBaseline;
import io.chromaflow.eval.LabRmse;
import io.chromaflow.eval.Method;
import io.chromaflow.eval.Metric;
import io.chromaflow.eval.RgbError;
import io.chromaflow.shard.LabTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Scores one image by every method; nothing counts but the image, the model and the protocol. */
final class ImageEvaluation {

  private final EvaluationProtocol protocol;
  private final Colourist model;
  private final LabScaling scaling;
  private final GaussianBaseline gaussian;
  private final BitsPerDim bitsPerDim;

  /**
   * Makes an evaluation.
   *
   * @param protocol samples, temperature, seed and baselines
   * @param model used by this evaluation alone
   */
  ImageEvaluation(EvaluationProtocol protocol, Colourist model) {
    this.protocol = protocol;
    this.model = model;
    this.scaling = model.scaling();
    this.gaussian = protocol.colours().gaussian(scaling);
    this.bitsPerDim = new BitsPerDim(scaling.scales()[1], scaling.scales()[2]);
  }

  /**
   * Scores one image at the resolution of its tensor; the truth is the stored Lab, converted back.
   *
   * @param image any view of it
   */
  Scores score(LabTensor image) {
    float[] truth = rgb(image, image.ab());
    List<Colourist.Draw> draws =
        model.colour(image.l(), protocol.seeds(image.imageId()), protocol.temperature());
    List<float[]> samples = draws.stream().map(Colourist.Draw::ab).toList();

    List<ScoreRow> rows = new ArrayList<>();
    add(rows, image, Method.CINN, likelihood(model.nllPerDim(image.l(), image.ab())));
    add(rows, image, Method.CINN, errors(image, truth, samples));
    for (int k = 0; k < draws.size(); k++) {
      double mse = RgbError.meanSquare(truth, rgb(image, samples.get(k)));
      rows.add(sampleRow(image, ScoreTable.SAMPLE_MSE, k, mse));
      rows.add(sampleRow(image, ScoreTable.LOG_LIKELIHOOD, k, draws.get(k).logLikelihood()));
    }
    add(rows, image, Method.GRAYSCALE, errors(image, truth, List.of(constant(image, 0, 0))));
    EvaluationProtocol.TrainingColours mean = protocol.colours();
    float[] meanAb = constant(image, mean.meanA(), mean.meanB());
    add(rows, image, Method.MEAN_COLOUR, errors(image, truth, List.of(meanAb)));
    float[] normalised = scaling.normaliseAb(image.ab());
    add(rows, image, Method.GAUSSIAN, likelihood(gaussian.nllPerDim(normalised)));
    add(rows, image, Method.GROUND_TRUTH, errors(image, truth, List.of(image.ab())));
    return new Scores(rows, samples);
  }

  private Map<Metric, Double> likelihood(double nllPerDim) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.NLL_PER_DIM, nllPerDim);
    values.put(Metric.BITS_PER_DIM, bitsPerDim.of(nllPerDim));
    return values;
  }

  private static Map<Metric, Double> errors(
      LabTensor image, float[] truth, List<float[]> colourings) {
    List<float[]> pictures = colourings.stream().map(ab -> rgb(image, ab)).toList();
    Map<Metric, Double> values = ColourErrors.of(truth, pictures);
    double lab = 0;
    for (float[] ab : colourings) {
      lab += LabRmse.of(image.ab(), ab);
    }
    values.put(Metric.LAB_RMSE, lab / colourings.size());
    return values;
  }

  private static void add(
      List<ScoreRow> rows, LabTensor image, Method method, Map<Metric, Double> values) {
    values.forEach(
        (metric, value) ->
            rows.add(
                new ScoreRow(
                    image.imageId(), method.id(), metric.id(), ScoreTable.WHOLE_IMAGE, value)));
  }

  private static ScoreRow sampleRow(LabTensor image, String metric, int sample, double value) {
    return new ScoreRow(image.imageId(), Method.CINN.id(), metric, sample, value);
  }

  /** Planar RGB in [0,1] of the image's lightness with some colour. */
  private static float[] rgb(LabTensor image, float[] ab) {
    int pixels = image.l().length;
    float[] a = Arrays.copyOfRange(ab, 0, pixels);
    float[] b = Arrays.copyOfRange(ab, pixels, 2 * pixels);
    return LabConverter.toRgb(new LabImage(image.size(), image.size(), image.l(), a, b));
  }

  private static float[] constant(LabTensor image, double a, double b) {
    int pixels = image.l().length;
    float[] ab = new float[2 * pixels];
    Arrays.fill(ab, 0, pixels, (float) a);
    Arrays.fill(ab, pixels, 2 * pixels, (float) b);
    return ab;
  }

  /**
   * What an image scored.
   *
   * @param rows of {@link ScoreTable}, in a fixed order
   * @param samples ab of the model's colourings, each {@code [2*size*size]}, Lab units
   */
  record Scores(List<ScoreRow> rows, List<float[]> samples) {}
}
