package io.chromaflow.source;

import io.chromaflow.run.DataException;

/** The kinds of image file that are read, told apart by their first bytes. */
enum ImageFormat {
  JPEG,
  PNG,
  WEBP;

  /**
   * Returns what a file is, whatever its name says.
   *
   * @throws DataException of kind {@code unknown-format}
   */
  static ImageFormat of(byte[] file) {
    if (starts(file, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (starts(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return PNG;
    }
    if (starts(file, 0, 'R', 'I', 'F', 'F') && starts(file, 8, 'W', 'E', 'B', 'P')) {
      return WEBP;
    }
    throw new DataException(
        "unknown-format", "image must start as JPEG, PNG or WebP does, found " + head(file));
  }

  private static boolean starts(byte[] file, int at, int... magic) {
    if (file.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[at + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String head(byte[] file) {
    StringBuilder head = new StringBuilder("bytes");
    for (int i = 0; i < Math.min(file.length, 8); i++) {
      head.append(String.format(" %02x", file[i]));
    }
    return head.toString();
  }
}
