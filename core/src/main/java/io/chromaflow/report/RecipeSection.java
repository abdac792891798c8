package io.chromaflow.report;

/** The command lines and configuration that make the run again. */
final class RecipeSection {

  private RecipeSection() {}

  static Markup html(Recipe recipe) {
    Markup out = new Markup();
    out.line("<section id=\"recipe\">");
    out.line("<h2>Make it again</h2>");
    if (!recipe.commands().isEmpty()) {
      out.line(
          "<p class=\"lead\">Save each configuration below under its name. PHOTOS and RUN are"
              + " folders of your own; the same photos give the same tables.</p>");
      out.line("<pre><code>%s</code></pre>", String.join("\n", recipe.commands()));
    }
    out.include(ScoreSection.facts(recipe.versions()));
    for (Fact stage : recipe.configuration()) {
      out.line("<details><summary>%s</summary>", stage.name());
      out.line("<pre><code>%s</code></pre></details>", stage.value());
    }
    return out.line("</section>");
  }
}
