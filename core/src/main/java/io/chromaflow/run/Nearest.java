package io.chromaflow.run;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the known name that a misspelt one most likely meant. */
public final class Nearest {

  /** More names than this are no help to a reader. */
  private static final int MOST_NAMES = 3;

  private Nearest() {}

  /**
   * Returns the known names nearest to {@code wanted}: those of the least edit distance (insertion,
   * deletion, replacement, swap of neighbours; case ignored). A dotted name may also match by its
   * last segment alone, so that {@code rounds} finds {@code train.rounds}.
   *
   * @param wanted the misspelt name
   * @param known the names that exist
   * @return at most three names, in the order of {@code known}; empty when nothing is near, that is
   *     within a third of the length plus one
   */
  public static List<String> to(String wanted, Collection<String> known) {
    int least =
        known.stream().mapToInt(name -> score(wanted, name)).min().orElse(Integer.MAX_VALUE);
    if (least > lastSegment(wanted).length() / 3 + 1) {
      return List.of();
    }
    return known.stream().filter(name -> score(wanted, name) == least).limit(MOST_NAMES).toList();
  }

  /**
   * Returns {@code "; did you mean a or b?"}, or an empty text when nothing is near.
   *
   * @param wanted the misspelt name
   * @param known the names that exist
   */
  public static String hint(String wanted, Collection<String> known) {
    List<String> near = to(wanted, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static int score(String wanted, String name) {
    String a = wanted.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    return Math.min(distance(a, b), 1 + distance(lastSegment(a), lastSegment(b)));
  }

  private static String lastSegment(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Optimal string alignment distance, in edits. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
