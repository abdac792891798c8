package io.chromaflow.report;

import io.chromaflow.run.Checks;

/**
 * One picture of a page, as the bytes of a file.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param bytes the file; not copied, nobody may change it
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Picture(String mediaType, byte[] bytes, int width, int height) {

  /** Rejects what a browser does not show. */
  public Picture {
    Checks.require(
        mediaType.equals("image/jpeg") || mediaType.equals("image/png"),
        "picture must be image/jpeg or image/png, got %s",
        mediaType);
    Checks.require(
        width >= 1 && height >= 1, "picture must have pixels, got %d x %d", width, height);
  }
}
