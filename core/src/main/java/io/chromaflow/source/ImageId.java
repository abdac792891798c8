package io.chromaflow.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of an image by its content, whatever its file is called. */
public final class ImageId {

  private static final int BYTES = 16;

  private ImageId() {}

  /**
   * Returns the first 32 hexadecimal digits of the SHA-256 of an image file, in lower case.
   *
   * @param file all its bytes
   */
  public static String of(byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
