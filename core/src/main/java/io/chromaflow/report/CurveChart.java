package io.chromaflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The training curve as an inline SVG: NLL against images seen, with the Gaussian baseline. */
final class CurveChart {

  private static final int LEFT = 52;
  private static final int RIGHT = 28;
  private static final int TOP = 34;
  private static final int BOTTOM = 46;
  private static final double FIRST_TICK_LABEL = 4;

  private final TrainingCurve curve;
  private final int width;
  private final int height;
  private final Axis x;
  private final Axis y;

  private CurveChart(TrainingCurve curve, int width, int height) {
    this.curve = curve;
    this.width = width;
    this.height = height;
    long seen = curve.rounds().stream().mapToLong(TrainingCurve.Round::imagesSeen).max().orElse(1);
    this.x = Axis.covering(0, (double) Math.max(1, seen), width / 110);
    this.y = coveringLosses(curve, height / 60);
  }

  /**
   * Draws the curve.
   *
   * @param curve what to draw
   * @param width of the drawing, in CSS pixels at full size
   * @param height of the drawing, in CSS pixels at full size
   * @param cssClass class of the svg element
   */
  static Markup draw(TrainingCurve curve, int width, int height, String cssClass) {
    return new CurveChart(curve, width, height).draw(cssClass);
  }

  private Markup draw(String cssClass) {
    Markup svg = new Markup();
    svg.line(
        "<svg class=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">",
        cssClass, width, height, description());
    grid(svg);
    curve.gaussianBaseline().ifPresent(value -> baseline(svg, value));
    path(svg, "train", TrainingCurve.Round::trainNll);
    path(svg, "validation", TrainingCurve.Round::validationNll);
    dots(svg, "validation", TrainingCurve.Round::validationNll);
    return svg.line("</svg>");
  }

  private void grid(Markup svg) {
    for (double tick : y.ticks()) {
      svg.line(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
          LEFT, width - RIGHT, py(tick), py(tick));
      svg.line(
          "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>",
          LEFT - 8, number(top(tick) + FIRST_TICK_LABEL), Numbers.decimals(tick, y.decimals()));
    }
    for (double tick : x.ticks()) {
      svg.line(
          "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>",
          px(tick), height - BOTTOM + 18, Numbers.count(Math.round(tick)));
    }
    svg.line(
        "<text class=\"axis\" x=\"%s\" y=\"%s\" text-anchor=\"end\">training images seen</text>",
        width - RIGHT, height - 8);
    svg.line(
        "<text class=\"axis\" x=\"%s\" y=\"%s\">NLL, nats per dimension; lower is better</text>",
        0, 14);
  }

  private void baseline(Markup svg, double value) {
    svg.line(
        "<line class=\"baseline\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
        LEFT, width - RIGHT, py(value), py(value));
    svg.line(
        "<text class=\"note\" x=\"%s\" y=\"%s\" text-anchor=\"end\">Gaussian baseline %s</text>",
        width - RIGHT, number(top(value) - 6), Numbers.decimals(value, 2));
  }

  private void path(Markup svg, String name, ToDoubleFunction<TrainingCurve.Round> loss) {
    StringBuilder d = new StringBuilder();
    for (TrainingCurve.Round round : measured(loss)) {
      d.append(d.length() == 0 ? "M" : " L");
      d.append(px((double) round.imagesSeen())).append(' ').append(py(loss.applyAsDouble(round)));
    }
    svg.line("<path class=\"%s\" d=\"%s\"/>", name, d);
  }

  private void dots(Markup svg, String name, ToDoubleFunction<TrainingCurve.Round> loss) {
    for (TrainingCurve.Round round : measured(loss)) {
      double value = loss.applyAsDouble(round);
      svg.line(
          "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3\"><title>round %s: %s</title></circle>",
          name,
          px((double) round.imagesSeen()),
          py(value),
          round.round(),
          Numbers.decimals(value, 3));
    }
  }

  private List<TrainingCurve.Round> measured(ToDoubleFunction<TrainingCurve.Round> loss) {
    return curve.rounds().stream()
        .filter(round -> Double.isFinite(loss.applyAsDouble(round)))
        .toList();
  }

  private String description() {
    TrainingCurve.Round first = curve.rounds().get(0);
    TrainingCurve.Round last = curve.rounds().get(curve.rounds().size() - 1);
    return String.format(
        Locale.ROOT,
        "Negative log-likelihood in training: validation from %s to %s nats per dimension over %s"
            + " images",
        Numbers.format(first.validationNll()),
        Numbers.format(last.validationNll()),
        Numbers.count(last.imagesSeen()));
  }

  private String px(double value) {
    return number(LEFT + x.share(value) * (width - LEFT - RIGHT));
  }

  private String py(double value) {
    return number(top(value));
  }

  private double top(double value) {
    return TOP + (1 - y.share(value)) * (height - TOP - BOTTOM);
  }

  private static String number(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }

  private static Axis coveringLosses(TrainingCurve curve, int ticks) {
    List<Double> losses = new ArrayList<>();
    curve.gaussianBaseline().ifPresent(losses::add);
    for (TrainingCurve.Round round : curve.rounds()) {
      losses.add(round.trainNll());
      losses.add(round.validationNll());
    }
    double[] finite =
        losses.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElse(0);
    double most = Arrays.stream(finite).max().orElse(1);
    return Axis.covering(least, most, ticks);
  }
}
