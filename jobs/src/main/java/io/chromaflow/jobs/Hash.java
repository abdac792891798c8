package io.chromaflow.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as hexadecimal digits. */
final class Hash {

  private static final int SHORT = 16;

  private Hash() {}

  /** Returns all 64 digits. */
  static String full(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Returns the first 16 digits: enough to tell runs apart, short enough to read. */
  static String brief(byte[] bytes) {
    return full(bytes).substring(0, SHORT);
  }

  /** Returns the first 16 digits for the UTF-8 of a text. */
  static String brief(String text) {
    return brief(text.getBytes(StandardCharsets.UTF_8));
  }
}
