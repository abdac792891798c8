package io.chromaflow.jobs;

import io.chromaflow.run.RunManifest.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file, zstd, in exactly the rows' order. Spark's own writer chooses file names
 * by chance and rows by partition; a table here is the same bytes each time.
 */
final class ParquetFile {

  /** Row groups small enough that a task holds a few; a row of 64x64 pixels has 24 kB. */
  private static final long ROW_GROUP = 32L << 20;

  private static final String MESSAGE = "chromaflow";

  private ParquetFile() {}

  /**
   * Writes rows to a file that is complete whenever it is there under its name.
   *
   * @param storage where
   * @param folder of the table
   * @param name path in that folder, with slashes
   * @param attempt number of this try, so that two tries of a task do not share a file
   * @param schema columns of string, int, long, float, double or binary
   * @param rows with the schema's values, read once
   */
  static TableFile write(
      Storage storage,
      String folder,
      String name,
      long attempt,
      StructType schema,
      Iterator<Row> rows) {
    String path = folder + "/" + name;
    int slash = path.lastIndexOf('/');
    String part = path.substring(0, slash) + "/_part-" + attempt + "-" + path.substring(slash + 1);
    HashingFile file = new HashingFile(storage, part);
    try (ParquetWriter<Row> writer = new Builder(file, schema).build()) {
      while (rows.hasNext()) {
        writer.write(rows.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + path, e);
    }
    storage.rename(part, path);
    return new TableFile(name, file.length(), file.sha256());
  }

  private static MessageType message(StructType schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (StructField field : schema.fields()) {
      message.addField(column(field));
    }
    return message.named(MESSAGE);
  }

  private static PrimitiveType column(StructField field) {
    Repetition repetition = field.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    DataType type = field.dataType();
    Types.PrimitiveBuilder<PrimitiveType> column = Types.primitive(primitive(type), repetition);
    return type.equals(DataTypes.StringType)
        ? column.as(LogicalTypeAnnotation.stringType()).named(field.name())
        : column.named(field.name());
  }

  private static PrimitiveTypeName primitive(DataType type) {
    Map<DataType, PrimitiveTypeName> primitives =
        Map.of(
            DataTypes.StringType, PrimitiveTypeName.BINARY,
            DataTypes.BinaryType, PrimitiveTypeName.BINARY,
            DataTypes.IntegerType, PrimitiveTypeName.INT32,
            DataTypes.LongType, PrimitiveTypeName.INT64,
            DataTypes.FloatType, PrimitiveTypeName.FLOAT,
            DataTypes.DoubleType, PrimitiveTypeName.DOUBLE);
    PrimitiveTypeName primitive = primitives.get(type);
    if (primitive == null) {
      throw new IllegalArgumentException("a table has no columns of type " + type.simpleString());
    }
    return primitive;
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    private final StructType schema;

    private Builder(OutputFile file, StructType schema) {
      super(file);
      this.schema = schema;
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(ROW_GROUP);
      // No option about encodings: Parquet's default factory of encoders is one mutable object for
      // the whole JVM, so writers at work together would take each other's options by chance.
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new Rows(schema);
    }
  }

  /** One row to Parquet's calls. */
  private static final class Rows extends WriteSupport<Row> {

    private final StructField[] fields;
    private final MessageType message;
    private @Nullable RecordConsumer consumer;

    private Rows(StructType schema) {
      this.fields = schema.fields();
      this.message = message(schema);
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(message, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer to = Objects.requireNonNull(consumer, "prepareForWrite comes first");
      to.startMessage();
      for (int i = 0; i < fields.length; i++) {
        Object value = row.get(i);
        if (value != null) {
          to.startField(fields[i].name(), i);
          add(to, value);
          to.endField(fields[i].name(), i);
        }
      }
      to.endMessage();
    }

    private static void add(RecordConsumer to, Object value) {
      if (value instanceof String text) {
        to.addBinary(Binary.fromString(text));
      } else if (value instanceof byte[] bytes) {
        to.addBinary(Binary.fromConstantByteArray(bytes));
      } else if (value instanceof Integer number) {
        to.addInteger(number);
      } else if (value instanceof Long number) {
        to.addLong(number);
      } else if (value instanceof Float number) {
        to.addFloat(number);
      } else if (value instanceof Double number) {
        to.addDouble(number);
      } else {
        throw new IllegalArgumentException("a table has no values of " + value.getClass());
      }
    }
  }

  /** A file that knows length and hash of what was written, without reading it again. */
  private static final class HashingFile implements OutputFile {

    private final Storage storage;
    private final String path;
    private final MessageDigest digest;
    private long length;

    private HashingFile(Storage storage, String path) {
      this.storage = storage;
      this.path = path;
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }

    long length() {
      return length;
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return createOrOverwrite(blockSizeHint);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      FSDataOutputStream out = storage.create(path);
      CanonicalFooter footer =
          new CanonicalFooter(
              (bytes, from, count) -> {
                out.write(bytes, from, count);
                digest.update(bytes, from, count);
              });
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return length;
        }

        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          footer.write(bytes, from, count);
          length += count;
        }

        @Override
        public void close() throws IOException {
          footer.finish();
          out.close();
        }
      };
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
