package io.chromaflow.jobs;

import io.chromaflow.run.DataException;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.sample.Sampler;
import io.chromaflow.train.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * A trained model as train leaves it; executors open a {@link Sampler} of it.
 *
 * @param checkpoint bytes of the best checkpoint
 * @param id first 16 hexadecimal digits of their SHA-256
 */
record ModelFolder(byte[] checkpoint, String id) implements Serializable {

  /** The best checkpoint's file. */
  static final String CHECKPOINT = "best.ckpt";

  /** One JSON object a round, see {@link io.chromaflow.train.RoundMetrics}. */
  static final String METRICS = "metrics.jsonl";

  /** Kind of table, as the manifest says. */
  static final String NAME = "model";

  /** Counts up when the folder changes its form. */
  static final int VERSION = 1;

  /**
   * Opens a model.
   *
   * @param folder that train wrote
   * @param command that wants it, for messages
   * @throws JobException {@link ExitCode#BAD_CONFIG} when no folder is named, {@link
   *     ExitCode#BAD_INPUT} when it holds no finished model
   */
  static ModelFolder open(Storage storage, String folder, String command) {
    if (folder.isEmpty()) {
      throw new JobException(
          ExitCode.BAD_CONFIG,
          "%s.model: names no folder; give --model with the one that chromaflow train wrote"
              .formatted(command));
    }
    Tables.manifest(storage, folder, NAME, VERSION, "train");
    byte[] bytes = storage.read(folder + "/" + CHECKPOINT);
    ModelFolder model = new ModelFolder(bytes, Hash.brief(bytes));
    try {
      model.content();
    } catch (DataException e) {
      throw new JobException(
          ExitCode.BAD_INPUT,
          "--model %s: %s; train it again".formatted(folder, e.getMessage()),
          e);
    }
    return model;
  }

  /** Returns the checkpoint. */
  Checkpoint content() {
    try {
      return Checkpoint.read(new ByteArrayInputStream(checkpoint), CHECKPOINT);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + CHECKPOINT, e);
    }
  }

  /** Returns a sampler of its own network; one thread's. */
  Sampler sampler() {
    Checkpoint content = content();
    return new Sampler(content.network(), content.scaling());
  }
}
