package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

class CanonicalFooterTest {

  private static byte[] file(Encoding... encodings) throws IOException {
    ColumnMetaData column =
        new ColumnMetaData(
            Type.INT32,
            new ArrayList<>(List.of(encodings)),
            List.of("x"),
            CompressionCodec.ZSTD,
            1,
            2,
            3,
            4);
    ColumnChunk chunk = new ColumnChunk(4);
    chunk.setMeta_data(column);
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(
        new FileMetaData(
            1, List.of(new SchemaElement("m")), 1, List.of(new RowGroup(List.of(chunk), 2, 1))),
        footer);
    ByteBuffer all = ByteBuffer.allocate(4 + 10 + footer.size() + 8).order(ByteOrder.LITTLE_ENDIAN);
    all.put("PAR1".getBytes(StandardCharsets.US_ASCII)).put(new byte[10]);
    all.put(footer.toByteArray()).putInt(footer.size());
    all.put("PAR1".getBytes(StandardCharsets.US_ASCII));
    return all.array();
  }

  private static byte[] through(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CanonicalFooter footer = new CanonicalFooter(out::write);
    for (int from = 0; from < bytes.length; from += 7) {
      footer.write(bytes, from, Math.min(7, bytes.length - from));
    }
    footer.finish();
    return out.toByteArray();
  }

  @Test
  void finish_encodingsInAnyOrder_givesTheSameBytes() throws IOException {
    byte[] one = file(Encoding.PLAIN, Encoding.RLE, Encoding.BIT_PACKED);
    byte[] other = file(Encoding.BIT_PACKED, Encoding.PLAIN, Encoding.RLE);
    assertThat(one).isNotEqualTo(other);
    assertThat(through(one)).isEqualTo(through(other)).hasSameSizeAs(one);
  }

  @Test
  void finish_notAWholeFile_passesItAsItIs() throws IOException {
    byte[] cut = java.util.Arrays.copyOf(file(Encoding.PLAIN, Encoding.RLE), 40);
    assertThat(through(cut)).isEqualTo(cut);
    assertThat(through(new byte[0])).isEmpty();
  }
}
