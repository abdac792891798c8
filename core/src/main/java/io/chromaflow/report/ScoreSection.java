package io.chromaflow.report;

import io.chromaflow.eval.Estimate;
import io.chromaflow.eval.Metric;
import java.util.List;
import java.util.Optional;

/** The table of metrics by method, the definitions under it and the protocol beside it. */
final class ScoreSection {

  private ScoreSection() {}

  static Markup html(ScoreSheet sheet) {
    Markup out = new Markup();
    out.line("<section id=\"scores\">");
    out.line("<h2>Scores</h2>");
    out.line(
        "<p class=\"lead\">Each figure with one standard error over the choice of photos. The same"
            + " photos, resolution and code for every method.</p>");
    out.include(table(sheet));
    for (String remark : sheet.remarks()) {
      out.line("<p class=\"remark\">%s</p>", remark);
    }
    out.line("<div class=\"columns\">");
    out.include(definitions(sheet.rows()));
    out.line("<div>").line("<h3>Protocol</h3>");
    out.include(facts(sheet.protocol()));
    return out.line("</div>").line("</div>").line("</section>");
  }

  /** Named values, as a definition list. */
  static Markup facts(List<Fact> facts) {
    Markup out = new Markup().line("<dl class=\"facts\">");
    for (Fact fact : facts) {
      out.line("<div><dt>%s</dt><dd>%s</dd></div>", fact.name(), fact.value());
    }
    return out.line("</dl>");
  }

  private static Markup table(ScoreSheet sheet) {
    Markup out = new Markup();
    out.line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Scores\">");
    out.line("<table class=\"scores\">").line("<thead><tr><th scope=\"col\">metric</th>");
    for (String method : sheet.methods()) {
      out.line("<th scope=\"col\">%s</th>", method);
    }
    out.line("</tr></thead>").line("<tbody>");
    int note = 0;
    for (ScoreSheet.Row row : sheet.rows()) {
      note++;
      Metric metric = row.metric();
      out.line("<tr title=\"%s\">", metric.definition());
      out.line(
          "<th scope=\"row\">%s<sup><a href=\"#def-%s\">%s</a></sup> <small>%s%s</small></th>",
          metric.label(), note, note, metric.unit(), arrow(metric.better()));
      for (Optional<Estimate> cell : row.cells()) {
        out.include(cell(cell));
      }
      out.line("</tr>");
    }
    return out.line("</tbody></table>").line("</div>");
  }

  private static Markup cell(Optional<Estimate> cell) {
    return cell.map(
            estimate ->
                new Markup()
                    .line(
                        "<td>%s <small>%s</small></td>",
                        Numbers.value(estimate), Numbers.error(estimate)))
        .orElseGet(() -> new Markup().line("<td class=\"none\">–</td>"));
  }

  private static Markup definitions(List<ScoreSheet.Row> rows) {
    Markup out = new Markup().line("<div>").line("<h3>What each row means</h3>");
    out.line("<ol class=\"definitions\">");
    int note = 0;
    for (ScoreSheet.Row row : rows) {
      note++;
      out.line(
          "<li id=\"def-%s\"><b>%s.</b> %s</li>",
          note, row.metric().label(), row.metric().definition());
    }
    return out.line("</ol>").line("</div>");
  }

  private static String arrow(Metric.Better better) {
    return switch (better) {
      case LOWER -> " ↓";
      case HIGHER -> " ↑";
      case NEITHER -> "";
    };
  }
}
