package io.chromaflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {

  @Test
  void line_hostileArguments_areText() {
    String html = new Markup().line("<b title=\"%s\">%s</b>", "\" onclick='x", "<i>&").toString();

    assertThat(html).isEqualTo("<b title=\"&quot; onclick=&#39;x\">&lt;i&gt;&amp;</b>\n");
  }

  @Test
  void escape_controlCharacters_becomeReplacements() {
    assertThat(Markup.escape("a\u0000b\u001bc\n")).isEqualTo("a\uFFFDb\uFFFDc\n");
  }
}
