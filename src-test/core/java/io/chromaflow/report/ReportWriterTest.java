package io.chromaflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromaflow.eval.Estimate;
import io.chromaflow.eval.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportWriterTest {

  private static final String HOSTILE = "<script>alert('x')</script>\"&.jpg";
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @Test
  void html_fullReport_needsNothingFromOutside() {
    String html = ReportWriter.html(full());

    assertThat(html).doesNotContain("http:", "https:", "@import", "url(", "<script", "<link");
    Matcher references = REFERENCE.matcher(html);
    while (references.find()) {
      assertThat(references.group(1)).matches("(data:image/(jpeg|png);base64,.*|#.*)");
    }
  }

  @Test
  void html_hostileText_isShownAsText() {
    String html = ReportWriter.html(full());

    assertThat(html)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;.jpg")
        .doesNotContain("<script");
  }

  @Test
  void html_equalReports_giveEqualPages() {
    assertThat(ReportWriter.html(full())).isEqualTo(ReportWriter.html(full()));
  }

  @Test
  void html_figures_carryErrorBarDefinitionAndProtocol() {
    String html = ReportWriter.html(full());

    assertThat(html)
        .contains("−1.782 <small>± 0.052</small>")
        .contains(Markup.escape(Metric.NLL_PER_DIM.definition()))
        .contains("<dt>temperature</dt><dd>0.9</dd>")
        .contains("<td class=\"none\">–</td>");
  }

  @Test
  void html_pictures_areDataUrisAndTheNearestIsMarked() {
    String html = ReportWriter.html(full());

    assertThat(html).contains("src=\"data:image/png;base64,AQID\"", "<i>2 ◆</i>", "<i>1</i>");
  }

  @Test
  void html_roundWithoutTrainingLoss_leavesItOutOfTheLine() {
    String html = ReportWriter.html(full());

    assertThat(html).doesNotContain("NaN").contains("<td>–</td>");
  }

  @Test
  void html_missingParts_areNamed() {
    Report bare =
        new Report(
            "bare",
            "nothing yet",
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Recipe(List.of(), List.of(), List.of()),
            List.of("model: run train first"));

    String html = ReportWriter.html(bare);

    assertThat(html)
        .contains("<li>model: run train first</li>")
        .doesNotContain("id=\"scores\"", "id=\"training\"", "id=\"photos\"", "id=\"data\"");
  }

  @Test
  void new_rowWithoutCellForAMethod_saysWhich() {
    ScoreSheet.Row row = new ScoreSheet.Row(Metric.VARIANCE, List.of());

    assertThatThrownBy(() -> new ScoreSheet(List.of("a"), List.of(row), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variance must have a cell for each of 1 methods, got 0");
  }

  private static Report full() {
    Picture picture = new Picture("image/png", new byte[] {1, 2, 3}, 4, 3);
    PictureRow row =
        new PictureRow(
            HOSTILE,
            "test",
            List.of(new Fact("NLL", "−1.7")),
            picture,
            picture,
            List.of(picture, picture),
            OptionalInt.of(1));
    TrainingCurve curve =
        new TrainingCurve(
            List.of(
                new TrainingCurve.Round(0, 0, Double.NaN, 0.9, 1e-3, Double.NaN),
                new TrainingCurve.Round(1, 800, -0.4, -0.5, 1e-3, 20)),
            OptionalDouble.of(0.5));
    ScoreSheet scores =
        new ScoreSheet(
            List.of("cINN", "grayscale"),
            List.of(
                new ScoreSheet.Row(
                    Metric.NLL_PER_DIM,
                    List.of(
                        Optional.of(new Estimate(-1.78241, OptionalDouble.of(0.0523), 40)),
                        Optional.empty()))),
            List.of(new Fact("temperature", "0.9")),
            List.of("a remark"));
    DataSummary data =
        new DataSummary(
            List.of(new Fact("photos", "40")),
            List.of(new DataSummary.Rejected("truncated", 2, List.of(new Fact(HOSTILE, "ends")))));
    return new Report(
        HOSTILE,
        "summary",
        List.of(new HeadlineFigure("NLL", "−1.782", "note")),
        List.of(row),
        Optional.of(curve),
        Optional.of(scores),
        Optional.of(data),
        new Recipe(
            List.of("chromaflow demo"),
            List.of(new Fact("train", "{}")),
            List.of(new Fact("code", "0.1.0"))),
        List.of());
  }
}
