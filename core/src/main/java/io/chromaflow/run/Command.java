package io.chromaflow.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the command line can be told to do; the five jobs in the order of the data. */
public enum Command {
  /** Photos to Lab tensors. */
  PREPARE(
      "turns photos into a table of Lab tensors",
      "folder of photos, searched recursively",
      "folder of the tensors",
      List.of("run", "spark", "source", "color", "prepare")),
  /** Lab tensors to a model. */
  TRAIN(
      "trains the flow on Lab tensors; run again, it goes on from the last checkpoint",
      "folder that prepare wrote",
      "folder of the model",
      List.of("run", "spark", "color", "flow", "condition", "train")),
  /** Photos and a model to coloured photos. */
  COLORIZE(
      "colours photos, several times each",
      "folder of photos, gray or colour (their lightness is taken)",
      "folder of the coloured photos and their table",
      List.of("run", "spark", "source", "colorize")),
  /** Lab tensors and a model to scores. */
  EVALUATE(
      "scores a model on held-out photos",
      "folder that prepare wrote",
      "folder of the scores",
      List.of("run", "spark", "evaluate")),
  /** A whole run to one HTML file. */
  REPORT(
      "writes one HTML file about a whole run",
      "folder with tensors, model, colourings and scores",
      "folder of the report",
      List.of("run", "spark", "report")),
  /** All five, on the photos of the project; the launcher orders them. */
  DEMO(
      "runs all five on the photos of deploy/demo, with preset demo",
      "folder of photos, the demo's own when left out",
      "folder of the whole run, ./chromaflow-demo when left out",
      List.of());

  private final String summary;
  private final String input;
  private final String output;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> sections;

  Command(String summary, String input, String output, List<String> sections) {
    this.summary = summary;
    this.input = input;
    this.output = output;
    this.sections = sections;
  }

  /** Returns the word on the command line, also the name of its section of the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether {@code --model} is one of its flags, short for its key {@code model}. */
  public boolean takesModel() {
    return this == COLORIZE || this == EVALUATE;
  }

  String summary() {
    return summary;
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  List<String> sections() {
    return sections;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Command::word).toList();
  }
}
