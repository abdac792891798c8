package io.chromaflow.report;

import java.util.Base64;
import java.util.List;

/** The grid of photos: gray over truth at the left, the colourings beside them. */
final class PictureSection {

  private static final int COLUMNS = 4;

  private PictureSection() {}

  static Markup html(List<PictureRow> rows) {
    Markup out = new Markup();
    out.line("<section id=\"photos\">");
    out.line("<h2>Photos and their colourings</h2>");
    out.line(
        "<p class=\"lead\">First the gray picture that the model is given and the original, then"
            + " the model’s own colourings: independent draws for the same gray picture, in the"
            + " order they were drawn, none picked by hand. ◆ marks the draw that is nearest to"
            + " the original.</p>");
    for (PictureRow row : rows) {
      out.include(row(row));
    }
    return out.line("</section>");
  }

  private static Markup row(PictureRow row) {
    Markup out = new Markup();
    out.line("<figure class=\"photo\">");
    out.line("<div class=\"given\">");
    out.include(cell("gray", row.gray(), "gray", row.name() + ", gray"));
    out.include(cell("truth", row.truth(), "original", row.name() + ", original"));
    out.line("</div>");
    out.line("<div class=\"draws\">");
    for (int k = 0; k < row.samples().size(); k++) {
      boolean nearest = row.nearest().isPresent() && row.nearest().getAsInt() == k;
      String label = nearest ? (k + 1) + " ◆" : String.valueOf(k + 1);
      String css = nearest ? "draw nearest" : "draw";
      out.include(cell(css, row.samples().get(k), label, row.name() + ", colouring " + (k + 1)));
    }
    // Keeps the last row's width when samples do not fill it.
    for (int k = row.samples().size(); k < COLUMNS; k++) {
      out.line("<span></span>");
    }
    out.line("</div>");
    out.line("<figcaption><b>%s</b> <span class=\"split\">%s</span>", row.name(), row.split());
    for (Fact fact : row.facts()) {
      out.line("<span class=\"fact\">%s <b>%s</b></span>", fact.name(), fact.value());
    }
    return out.line("</figcaption>").line("</figure>");
  }

  private static Markup cell(String css, Picture picture, String label, String alt) {
    String data =
        "data:"
            + picture.mediaType()
            + ";base64,"
            + Base64.getEncoder().encodeToString(picture.bytes());
    return new Markup()
        .line(
            "<div class=\"cell %s\"><img src=\"%s\" width=\"%s\" height=\"%s\" alt=\"%s\"><i>%s</i>"
                + "</div>",
            css, data, picture.width(), picture.height(), alt, label);
  }
}
