package io.chromaflow.report;

/** Counts of the data and what was turned away. */
final class DataSection {

  private DataSection() {}

  static Markup html(DataSummary data) {
    Markup out = new Markup();
    out.line("<section id=\"data\">");
    out.line("<h2>Data</h2>");
    out.line(
        "<p class=\"lead\">Which photo is for training, validation or test is decided by a hash of"
            + " its bytes, so a copy never lands on both sides.</p>");
    out.line("<dl class=\"counts\">");
    for (Fact count : data.counts()) {
      out.line("<div><dt>%s</dt><dd>%s</dd></div>", count.name(), count.value());
    }
    out.line("</dl>");
    if (data.rejected().isEmpty()) {
      out.line("<p>No photo was turned away.</p>");
    } else {
      out.include(rejected(data));
    }
    return out.line("</section>");
  }

  private static Markup rejected(DataSummary data) {
    Markup out = new Markup().line("<h3>Turned away</h3>");
    out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Turned away\">");
    out.line("<table class=\"rejected\"><thead><tr><th scope=\"col\">kind</th>");
    out.line("<th scope=\"col\">photos</th><th scope=\"col\">for example</th></tr></thead><tbody>");
    for (DataSummary.Rejected kind : data.rejected()) {
      out.line("<tr><th scope=\"row\">%s</th>", kind.kind());
      out.line("<td>%s</td><td><ul>", Numbers.count(kind.count()));
      for (Fact example : kind.examples()) {
        out.line("<li><code>%s</code> %s</li>", example.name(), example.value());
      }
      out.line("</ul></td></tr>");
    }
    return out.line("</tbody></table></div>");
  }
}
