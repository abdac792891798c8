package io.chromaflow.jobs;

import io.chromaflow.run.Seeds;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.shard.Split;
import io.chromaflow.train.TrainingBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.nd4j.linalg.dataset.DataSet;
import scala.Tuple2;

/**
 * The batches of each round, a function of seed and round alone: every epoch is all training views
 * in an order of its own, and rounds are cut from the row of epochs.
 */
final class TrainingData {

  private final SparkSession spark;
  private final Dataset<Row> tensors;
  private final TrainingBatch batches;
  private final Seeds seeds;
  private final Sizes sizes;
  private final List<Key> keys;

  /**
   * How a round is cut.
   *
   * @param batch images of a batch
   * @param steps batches of a round
   * @param workers that share a round's batches
   */
  record Sizes(int batch, int steps, int workers) {
    int imagesPerRound() {
      return batch * steps;
    }
  }

  /** One training view. */
  record Key(String imageId, int view) {}

  /** Where a view is used in a round. */
  private record Position(int index, int epoch) implements java.io.Serializable {}

  TrainingData(
      SparkSession spark, Dataset<Row> tensors, TrainingBatch batches, Seeds seeds, Sizes sizes) {
    this.spark = spark;
    this.tensors = tensors;
    this.batches = batches;
    this.seeds = seeds;
    this.sizes = sizes;
    // About 100 bytes a view: 120 MB for all of ImageNet.
    this.keys =
        of(tensors, Split.TRAIN)
            .select(TensorTable.IMAGE_ID, TensorTable.VIEW)
            .collectAsList()
            .stream()
            .map(row -> new Key(row.getString(0), row.getInt(1)))
            .sorted(Comparator.comparing(Key::imageId).thenComparing(Key::view))
            .toList();
  }

  /** Returns the number of training views. */
  int size() {
    return keys.size();
  }

  /**
   * Returns the first views 0 of a split by id.
   *
   * @param most bound of what comes to the driver
   */
  List<LabTensor> first(Split split, int most) {
    return of(tensors, split)
        .where(functions.col(TensorTable.VIEW).equalTo(0))
        .orderBy(TensorTable.IMAGE_ID)
        .limit(most)
        .collectAsList()
        .stream()
        .map(TensorTable::tensor)
        .toList();
  }

  /** Returns a round's batches, spread evenly over as many partitions as workers. */
  JavaRDD<DataSet> round(int round) {
    Map<String, List<Position>> uses = positions(round);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Map<String, List<Position>>> broadcast = context.broadcast(uses);
    return of(tensors, Split.TRAIN)
        .javaRDD()
        .flatMapToPair(new Place(broadcast))
        .repartitionAndSortWithinPartitions(new ByBatch(sizes.batch(), sizes.workers()))
        .mapPartitions(new Assemble(batches, sizes.batch()));
  }

  private Map<String, List<Position>> positions(int round) {
    Map<String, List<Position>> uses = new HashMap<>();
    long first = (long) round * sizes.imagesPerRound();
    int epoch = -1;
    List<Key> order = keys;
    for (int i = 0; i < sizes.imagesPerRound(); i++) {
      int now = Math.toIntExact((first + i) / keys.size());
      if (now != epoch) {
        epoch = now;
        order = order(epoch);
      }
      Key key = order.get((int) ((first + i) % keys.size()));
      uses.computeIfAbsent(Place.name(key.imageId(), key.view()), k -> new ArrayList<>())
          .add(new Position(i, epoch));
    }
    return uses;
  }

  private List<Key> order(int epoch) {
    return keys.stream()
        .map(key -> new Tuple2<>(seeds.seed("order", key.imageId(), key.view(), epoch), key))
        .sorted(Comparator.comparing(Tuple2::_1))
        .map(Tuple2::_2)
        .toList();
  }

  private static Dataset<Row> of(Dataset<Row> tensors, Split split) {
    return tensors.where(functions.col(TensorTable.SPLIT).equalTo(TensorTable.name(split)));
  }

  /** Sends each view to where it is used. */
  private static final class Place
      implements PairFlatMapFunction<Row, Integer, Tuple2<Integer, Row>> {

    private final Broadcast<Map<String, List<Position>>> uses;

    Place(Broadcast<Map<String, List<Position>>> uses) {
      this.uses = uses;
    }

    static String name(String imageId, int view) {
      return imageId + "/" + view;
    }

    @Override
    public Iterator<Tuple2<Integer, Tuple2<Integer, Row>>> call(Row row) {
      String name = name(row.getAs(TensorTable.IMAGE_ID), row.<Integer>getAs(TensorTable.VIEW));
      return uses.value().getOrDefault(name, List.of()).stream()
          .map(at -> new Tuple2<>(at.index(), new Tuple2<>(at.epoch(), row)))
          .iterator();
    }
  }

  /** Whole batches to workers in turn. */
  private static final class ByBatch extends Partitioner {

    private final int batch;
    private final int workers;

    ByBatch(int batch, int workers) {
      this.batch = batch;
      this.workers = workers;
    }

    @Override
    public int numPartitions() {
      return workers;
    }

    @Override
    public int getPartition(Object index) {
      return (Integer) index / batch % workers;
    }
  }

  /** Rows in order to batches, one at a time. */
  private static final class Assemble
      implements FlatMapFunction<Iterator<Tuple2<Integer, Tuple2<Integer, Row>>>, DataSet> {

    private final TrainingBatch batches;
    private final int size;

    Assemble(TrainingBatch batches, int size) {
      this.batches = batches;
      this.size = size;
    }

    @Override
    public Iterator<DataSet> call(Iterator<Tuple2<Integer, Tuple2<Integer, Row>>> rows) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public DataSet next() {
          List<TrainingBatch.Use> uses = new ArrayList<>(size);
          for (int i = 0; i < size && rows.hasNext(); i++) {
            Tuple2<Integer, Row> use = rows.next()._2();
            uses.add(new TrainingBatch.Use(TensorTable.tensor(use._2()), use._1()));
          }
          return batches.of(uses);
        }
      };
    }
  }
}
