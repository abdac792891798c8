package io.chromaflow.jobs;

import java.util.List;

/** Where the stages of a whole run stand in its folder, and the commands that make them. */
final class RunFolder {

  /** What prepare writes. */
  static final String TENSORS = "tensors";

  /** What train writes. */
  static final String MODEL = "model";

  /** What colorize writes. */
  static final String COLOURINGS = "colourings";

  /** What evaluate writes. */
  static final String SCORES = "scores";

  /** Count of training photos in the manifest of tensors. */
  static final String TRAIN_PHOTOS = "images.train";

  /** Count of validation photos in the manifest of tensors. */
  static final String VALIDATION_PHOTOS = "images.validation";

  /** Count of test photos in the manifest of tensors. */
  static final String TEST_PHOTOS = "images.test";

  /** The stages in the order of the data. */
  static final List<Stage> STAGES =
      List.of(
          new Stage(TENSORS, "prepare", "PHOTOS", ""),
          new Stage(MODEL, "train", "RUN/tensors", ""),
          new Stage(COLOURINGS, "colorize", "PHOTOS", " --model RUN/model"),
          new Stage(SCORES, "evaluate", "RUN/tensors", " --model RUN/model"));

  private RunFolder() {}

  /**
   * One stage.
   *
   * @param folder inside the run
   * @param job the command that writes it
   * @param input what it reads; RUN and PHOTOS stand for the reader's own folders
   * @param model its flag for the model, or nothing
   */
  record Stage(String folder, String job, String input, String model) {

    /** Returns the name of the file that the page's configuration is to be saved as. */
    String configFile() {
      return job + ".json";
    }

    /** Returns the command line that makes the stage again from {@link #configFile}. */
    String command() {
      return "deploy/chromaflow %s --input %s --output RUN/%s%s --config %s"
          .formatted(job, input, folder, model, configFile());
    }
  }
}
