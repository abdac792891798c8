package io.chromaflow.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Arrays;

/** HTML under construction. Templates are ours, arguments are not: every argument is escaped. */
final class Markup {

  private final StringBuilder html = new StringBuilder();

  /** Adds a line whose {@code %s} are filled with the escaped arguments. */
  @FormatMethod
  @CanIgnoreReturnValue
  Markup line(@FormatString String template, Object... args) {
    Object[] escaped = Arrays.stream(args).map(arg -> escape(String.valueOf(arg))).toArray();
    html.append(String.format(template, escaped)).append('\n');
    return this;
  }

  /** Adds markup as it is. */
  @CanIgnoreReturnValue
  Markup include(Markup other) {
    html.append(other.html);
    return this;
  }

  /** Adds a style sheet, which HTML does not unescape. */
  @CanIgnoreReturnValue
  Markup style(String css) {
    html.append("<style>\n").append(css).append("</style>\n");
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }

  /** Escapes for text and for quoted attributes; characters that HTML forbids become U+FFFD. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
