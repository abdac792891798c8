package io.chromaflow.shard;

/** What an image is for. */
public enum Split {
  /** Fits the parameters. */
  TRAIN,
  /** Chooses among checkpoints. */
  VALIDATION,
  /** Is scored once, at the end. */
  TEST
}
