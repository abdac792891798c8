package io.chromaflow.jobs;

import com.typesafe.config.Config;
import io.chromaflow.run.DataException;
import io.chromaflow.run.Seeds;
import io.chromaflow.shard.TensorRule;
import io.chromaflow.source.ImageDecoder;
import io.chromaflow.source.ImageId;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** Image files to rows of {@link StagingTable}, one image in memory at a time. */
final class DecodeImages implements FlatMapFunction<Iterator<Storage.StoredFile>, Row> {

  private final Storage storage;
  private final Config config;
  private final LongAccumulator done;

  /**
   * Makes the function.
   *
   * @param storage where files are read
   * @param config the whole tree
   * @param done counts images, for the progress only
   */
  DecodeImages(Storage storage, Config config, LongAccumulator done) {
    this.storage = storage;
    this.config = config;
    this.done = done;
  }

  @Override
  public Iterator<Row> call(Iterator<Storage.StoredFile> files) {
    ImageDecoder decoder = ImageDecoder.fromConfig(config.getConfig("source"));
    TensorRule rule =
        TensorRule.fromConfig(config.getConfig("prepare"), new Seeds(config.getLong("run.seed")));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(files, Spliterator.ORDERED), false)
        .flatMap(file -> rows(file, decoder, rule).stream())
        .iterator();
  }

  private List<Row> rows(Storage.StoredFile file, ImageDecoder decoder, TensorRule rule) {
    String hash = "";
    try {
      byte[] bytes = ImageBytes.read(storage, decoder, file);
      hash = ImageId.of(bytes);
      return rule.tensors(hash, file.source(), decoder.decode(bytes)).stream()
          .map(tensor -> StagingTable.row(tensor, file.bytes()))
          .toList();
    } catch (DataException refusal) {
      return List.of(StagingTable.row(file, hash, refusal));
    } finally {
      done.add(1);
    }
  }
}
