package io.chromaflow.report;

/** The training curve and, folded away, its numbers. */
final class TrainingSection {

  private TrainingSection() {}

  static Markup html(TrainingCurve curve) {
    Markup out = new Markup();
    out.line("<section id=\"training\">");
    out.line("<h2>Training</h2>");
    out.line(
        "<p class=\"lead\">How many nats the model needs for one value of ab, normalised, as it"
            + " sees more images. The gap to the Gaussian baseline is what it has learnt from"
            + " lightness and from shape.</p>");
    out.line("<p class=\"legend\">");
    out.include(key("train", "training images, after the round"));
    out.include(key("validation", "validation images"));
    if (curve.gaussianBaseline().isPresent()) {
      out.include(key("baseline", "one Gaussian per ab channel"));
    }
    out.line("</p>");
    out.include(CurveChart.draw(curve, 1040, 380, "chart wide"));
    out.include(CurveChart.draw(curve, 380, 320, "chart narrow"));
    out.line("<details><summary>The curve as numbers</summary>");
    out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Rounds\">");
    out.line("<table class=\"rounds\"><thead><tr>");
    for (String head :
        new String[] {
          "round", "images seen", "training NLL", "validation NLL", "learning rate", "images/s"
        }) {
      out.line("<th scope=\"col\">%s</th>", head);
    }
    out.line("</tr></thead><tbody>");
    for (TrainingCurve.Round round : curve.rounds()) {
      out.line(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
          round.round(),
          Numbers.count(round.imagesSeen()),
          Numbers.format(round.trainNll()),
          Numbers.format(round.validationNll()),
          Numbers.format(round.learningRate()),
          Numbers.format(round.imagesPerSecond()));
    }
    return out.line("</tbody></table></div></details>").line("</section>");
  }

  private static Markup key(String css, String text) {
    return new Markup()
        .line("<span class=\"entry\"><span class=\"key %s\"></span>%s</span>", css, text);
  }
}
