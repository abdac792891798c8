package io.chromaflow.jobs;

import io.chromaflow.run.DataException;
import io.chromaflow.source.ImageDecoder;
import io.chromaflow.source.ImageId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;

/** Reads image files, and tells what is wrong with a file from what is wrong with the storage. */
final class ImageBytes {

  private ImageBytes() {}

  /**
   * Reads a file.
   *
   * @throws DataException of kind {@code too-large} before reading, or {@code unreadable} when the
   *     file is gone or may not be read
   * @throws UncheckedIOException when the storage fails; reading again may help
   */
  static byte[] read(Storage storage, ImageDecoder decoder, Storage.StoredFile file) {
    decoder.checkBytes(file.bytes());
    try {
      return storage.open(file.path());
    } catch (FileNotFoundException | AccessDeniedException | AccessControlException e) {
      throw new DataException("unreadable", "image file must be readable by this user", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file.path(), e);
    }
  }

  /** Returns the content hash of a file, empty when {@link #read} refuses it. */
  static String hash(Storage storage, ImageDecoder decoder, Storage.StoredFile file) {
    try {
      return ImageId.of(read(storage, decoder, file));
    } catch (DataException e) {
      return "";
    }
  }
}
