package io.chromaflow.jobs;

import io.chromaflow.color.LabConverter;
import io.chromaflow.render.PhotoRenderer;
import io.chromaflow.run.DataException;
import io.chromaflow.run.Seeds;
import io.chromaflow.sample.Sampler;
import io.chromaflow.shard.ShardCodec;
import io.chromaflow.source.ImageDecoder;
import io.chromaflow.source.ImageId;
import io.chromaflow.source.Photo;
import io.chromaflow.source.Views;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;

/**
 * Colours groups of photos: each photo's images, then the group's refused photos, then its rows. A
 * group whose rows are there is done.
 */
final class ColourPhotos implements VoidFunction<Iterator<ColourPhotos.Group>> {

  /** Subfolder of the rendered images. */
  static final String IMAGES = "images";

  private final Plan plan;
  private final Broadcast<ModelFolder> model;
  private final LongAccumulator done;

  /**
   * Makes the function.
   *
   * @param model as train left it
   * @param done counts photos, for the progress only
   */
  ColourPhotos(Plan plan, Broadcast<ModelFolder> model, LongAccumulator done) {
    this.plan = plan;
    this.model = model;
    this.done = done;
  }

  /**
   * What all groups share.
   *
   * @param folder of the table
   */
  record Plan(Storage storage, String folder, ImageDecoder decoder, ColorizeRule rule, Seeds seeds)
      implements Serializable {}

  /**
   * Photos of one file of the table.
   *
   * @param index of the file
   */
  record Group(int index, List<Item> items) implements Serializable {}

  /**
   * A photo to colour.
   *
   * @param name path of its images without sample and extension, relative to {@link #IMAGES}
   */
  record Item(Storage.StoredFile file, String name) implements Serializable {}

  @Override
  public void call(Iterator<Group> groups) {
    if (!groups.hasNext()) {
      return;
    }
    Sampler sampler = model.value().sampler();
    while (groups.hasNext()) {
      colour(groups.next(), sampler);
    }
  }

  private void colour(Group group, Sampler sampler) {
    List<Row> rows = new ArrayList<>();
    List<Row> refused = new ArrayList<>();
    for (Item item : group.items()) {
      String id = "";
      try {
        byte[] bytes = ImageBytes.read(plan.storage(), plan.decoder(), item.file());
        id = ImageId.of(bytes);
        rows.addAll(colour(item, id, plan.decoder().decode(bytes), sampler));
      } catch (DataException refusal) {
        refused.add(QuarantineTable.row(item.file(), id, refusal));
      }
      done.add(1);
    }
    long attempt = TaskContext.get().taskAttemptId();
    String quarantine = Tables.part(Tables.QUARANTINE, group.index());
    String data = Tables.part(Tables.DATA, group.index());
    ParquetFile.write(
        plan.storage(),
        plan.folder(),
        quarantine,
        attempt,
        QuarantineTable.SCHEMA,
        refused.iterator());
    ParquetFile.write(
        plan.storage(), plan.folder(), data, attempt, ColouringTable.SCHEMA, rows.iterator());
  }

  private List<Row> colour(Item item, String id, Photo photo, Sampler sampler) {
    int size = sampler.size();
    long[] seeds = new long[plan.rule().samples()];
    for (int k = 0; k < seeds.length; k++) {
      seeds[k] = plan.seeds().seed("colorize", id, k, 0);
    }
    Photo small = new Views(size, 1).squeezed(photo);
    float[] l = LabConverter.toLab(small.rgb(), size, size).l();
    List<Row> rows = new ArrayList<>();
    for (Sampler.Colouring colouring : sampler.colour(l, seeds, plan.rule().temperature())) {
      int k = rows.size();
      String path = "%s/%s_%d.%s".formatted(IMAGES, item.name(), k, plan.rule().extension());
      byte[] file = plan.rule().encode(PhotoRenderer.render(photo, colouring.ab(), size));
      plan.storage().write(plan.folder() + "/" + path, file);
      rows.add(
          RowFactory.create(
              id,
              item.file().source(),
              k,
              colouring.seed(),
              plan.rule().temperature(),
              colouring.logLikelihood(),
              size,
              ShardCodec.encodeAb(colouring.ab()),
              photo.width(),
              photo.height(),
              path,
              Hash.full(file)));
    }
    return rows;
  }
}
