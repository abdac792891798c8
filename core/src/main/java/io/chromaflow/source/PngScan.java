package io.chromaflow.source;

import io.chromaflow.run.DataException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The chunks of a PNG file: that all are there, and that those with pixels are undamaged. */
final class PngScan {

  private static final int SIGNATURE = 8;
  private static final int IEND = 0x49454E44;

  /** Set in the first letter of the name of a chunk that a decoder may ignore. */
  private static final int ANCILLARY = 0x20000000;

  private PngScan() {}

  /**
   * Checks a file.
   *
   * @throws DataException of kind {@code truncated} or {@code corrupt}
   */
  static void check(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int p = SIGNATURE;
    while (true) {
      if (p + 12L > file.length) {
        throw truncated(p);
      }
      int length = bytes.getInt(p);
      int name = bytes.getInt(p + 4);
      if (length < 0) {
        throw new DataException(
            "corrupt", "PNG chunk at byte " + p + " has a length below 0: the file is damaged");
      }
      if (p + 12L + length > file.length) {
        throw truncated(p);
      }
      if ((name & ANCILLARY) == 0) {
        checkSum(file, p, length, bytes.getInt(p + 8 + length));
      }
      if (name == IEND) {
        return;
      }
      p += 12 + length;
    }
  }

  private static void checkSum(byte[] file, int p, int length, int expected) {
    CRC32 crc = new CRC32();
    crc.update(file, p + 4, 4 + length);
    if ((int) crc.getValue() != expected) {
      throw new DataException(
          "corrupt", "PNG chunk at byte " + p + " fails its checksum: the file is damaged");
    }
  }

  private static DataException truncated(int p) {
    return new DataException(
        "truncated", "PNG must end in an IEND chunk; the file ends inside the one at byte " + p);
  }
}
