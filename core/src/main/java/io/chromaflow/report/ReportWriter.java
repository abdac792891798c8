package io.chromaflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Report} as one HTML page that needs nothing else: no network, no script. */
public final class ReportWriter {

  private static final String STYLE_SHEET = "page.css";

  private ReportWriter() {}

  /**
   * Returns the page. Text is escaped, pictures are data URIs, charts are inline SVG; equal reports
   * give equal pages.
   *
   * @param report what to show
   */
  public static String html(Report report) {
    Markup out = new Markup();
    out.line("<!doctype html>").line("<html lang=\"en\">").line("<head>");
    out.line("<meta charset=\"utf-8\">");
    out.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.line("<meta name=\"color-scheme\" content=\"light dark\">");
    out.line("<title>%s</title>", report.title());
    out.style(styleSheet());
    out.line("</head>").line("<body>");
    out.include(head(report));
    out.line("<main>");
    if (!report.pictures().isEmpty()) {
      out.include(PictureSection.html(report.pictures()));
    }
    report.scores().ifPresent(scores -> out.include(ScoreSection.html(scores)));
    report.training().ifPresent(curve -> out.include(TrainingSection.html(curve)));
    report.data().ifPresent(data -> out.include(DataSection.html(data)));
    out.include(guide());
    out.include(RecipeSection.html(report.recipe()));
    return out.line("</main>").line("</body>").line("</html>").toString();
  }

  private static Markup head(Report report) {
    Markup out = new Markup();
    out.line("<header>");
    out.line("<h1>%s</h1>", report.title());
    out.line("<p class=\"summary\">%s</p>", report.summary());
    out.line("<div class=\"spectrum\" aria-hidden=\"true\"></div>");
    if (!report.headline().isEmpty()) {
      out.line("<dl class=\"headline\">");
      for (HeadlineFigure figure : report.headline()) {
        out.line(
            "<div><dt>%s</dt><dd class=\"value\">%s</dd><dd class=\"note\">%s</dd></div>",
            figure.label(), figure.value(), figure.note());
      }
      out.line("</dl>");
    }
    if (!report.missing().isEmpty()) {
      out.line("<aside class=\"missing\"><b>Not on this page</b><ul>");
      for (String part : report.missing()) {
        out.line("<li>%s</li>", part);
      }
      out.line("</ul></aside>");
    }
    return out.line("</header>");
  }

  private static Markup guide() {
    return new Markup()
        .line("<section id=\"guide\">")
        .line("<h2>How to read this page</h2>")
        .line("<div class=\"guide\">")
        .line(
            "<p><b>One gray picture has many right colours.</b> The model learns the distribution"
                + " of the colour (the a and b of CIELAB) given the lightness L, and each draw is"
                + " one plausible answer. Draws that agree everywhere mean that it is sure, or"
                + " that it has not learnt to vary.</p>")
        .line(
            "<p><b>Likelihood judges the whole distribution.</b> NLL per dimension says how badly"
                + " the original’s colour surprises the model: lower is better, and a model that"
                + " knows only the average colour scores the Gaussian baseline. A difference of"
                + " 0.69 is one bit for every value of a and b.</p>")
        .line(
            "<p><b>Best of n rewards nearness and variety together.</b> Two definitions are in"
                + " use and differ by a factor of two and more: with the minimum per pixel each"
                + " pixel picks its own draw, with the minimum per image one whole draw must be"
                + " near. Compare a figure only with its own kind.</p>")
        .line(
            "<p><b>Gray is a strong rival in squared error.</b> Leaving a photo gray is never far"
                + " off, whereas a vivid wrong colour is; so the gray floor and the mean colour"
                + " stand beside the model.</p>")
        .line("</div>")
        .line("</section>");
  }

  private static String styleSheet() {
    try (InputStream in = ReportWriter.class.getResourceAsStream(STYLE_SHEET)) {
      if (in == null) {
        throw new IllegalStateException(
            STYLE_SHEET + " is not on the class path beside ReportWriter; build the jar again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(STYLE_SHEET + " cannot be read from the class path", e);
    }
  }
}
