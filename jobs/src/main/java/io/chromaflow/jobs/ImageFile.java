package io.chromaflow.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What became of one image file.
 *
 * @param source path relative to the input
 * @param contentHash as image ids are made; empty when the file could not be read
 * @param bytes its length
 * @param split what the image is for; null when it was refused
 * @param kind class of failure; null when it was not refused
 * @param message what was expected and found; null when it was not refused
 */
record ImageFile(
    String source,
    String contentHash,
    long bytes,
    @Nullable String split,
    @Nullable String kind,
    @Nullable String message) {

  boolean refused() {
    return kind != null;
  }
}
