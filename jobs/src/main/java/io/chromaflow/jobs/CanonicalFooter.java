package io.chromaflow.jobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Sorts what a Parquet file's footer lists in no order. Parquet keeps a column's encodings in a
 * hash set of an enum, whose order is another one in each JVM; the length of the footer stays.
 */
final class CanonicalFooter {

  /** More than any footer here has; what is written before it passes through. */
  private static final int KEPT = 8 << 20;

  /** Length of the footer as 4 bytes, then the magic number. */
  private static final int TRAILER = 8;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Sink sink;
  private ByteArrayOutputStream tail = new ByteArrayOutputStream();

  /** Where the file's bytes go. */
  @FunctionalInterface
  interface Sink {

    /** Takes the next bytes. */
    void write(byte[] bytes, int from, int count) throws IOException;
  }

  CanonicalFooter(Sink sink) {
    this.sink = sink;
  }

  /** Takes the next bytes of the file. */
  void write(byte[] bytes, int from, int count) throws IOException {
    tail.write(bytes, from, count);
    if (tail.size() > 2 * KEPT) {
      byte[] all = tail.toByteArray();
      sink.write(all, 0, all.length - KEPT);
      tail = new ByteArrayOutputStream();
      tail.write(all, all.length - KEPT, KEPT);
    }
  }

  /** Passes on what is kept, the footer in its one form; a file cut short goes as it is. */
  void finish() throws IOException {
    byte[] all = tail.toByteArray();
    tail = new ByteArrayOutputStream();
    int length = footerLength(all);
    int start = all.length - TRAILER - length;
    if (length > 0 && start >= 0) {
      byte[] sorted = sorted(all, start, length);
      if (sorted.length == length) {
        System.arraycopy(sorted, 0, all, start, length);
      }
    }
    sink.write(all, 0, all.length);
  }

  private static int footerLength(byte[] all) {
    if (all.length < TRAILER + MAGIC.length) {
      return 0;
    }
    ByteBuffer trailer =
        ByteBuffer.wrap(all, all.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    int length = trailer.getInt();
    byte[] magic = new byte[MAGIC.length];
    trailer.get(magic);
    return Arrays.equals(magic, MAGIC) ? length : 0;
  }

  private static byte[] sorted(byte[] all, int start, int length) throws IOException {
    FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(all, start, length));
    for (RowGroup group : meta.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        column.getMeta_data().getEncodings().sort(null);
      }
    }
    ByteArrayOutputStream footer = new ByteArrayOutputStream(length);
    Util.writeFileMetaData(meta, footer);
    return footer.toByteArray();
  }
}
