package io.chromaflow.jobs;

import io.chromaflow.run.DataException;
import io.chromaflow.train.Checkpoint;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of a model folder: one a round, the last few kept. */
final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String FOLDER = "checkpoints";

  private final Storage storage;
  private final String model;
  private final int kept;

  /** Opens those of a model folder, which need not be there yet; at least one is kept. */
  Checkpoints(Storage storage, String model, int kept) {
    this.storage = storage;
    this.model = model;
    this.kept = Math.max(1, kept);
  }

  /** Returns the latest that is whole; later ones that are not are named in the log. */
  Optional<Checkpoint> latest() {
    List<String> names = names();
    for (int i = names.size() - 1; i >= 0; i--) {
      String path = path(names.get(i));
      try {
        return Optional.of(Checkpoint.read(new ByteArrayInputStream(storage.open(path)), path));
      } catch (DataException e) {
        LOG.warn("event=checkpoint-skipped file={} kind={}", path, e.kind());
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + path, e);
      }
    }
    return Optional.empty();
  }

  /** Writes a round's checkpoint and deletes those that are too old. */
  void add(Checkpoint checkpoint) {
    write(path("round-%05d.ckpt".formatted(checkpoint.header().round())), checkpoint);
    List<String> names = names();
    for (String old : names.subList(0, Math.max(0, names.size() - kept))) {
      storage.delete(path(old));
    }
  }

  /** Writes the model to sample from. */
  void writeBest(Checkpoint checkpoint) {
    write(model + "/" + ModelFolder.CHECKPOINT, checkpoint.toSampleFrom());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(storage.names(model + "/" + FOLDER));
    names.removeIf(name -> !name.startsWith("round-"));
    return names;
  }

  private String path(String name) {
    return model + "/" + FOLDER + "/" + name;
  }

  private void write(String path, Checkpoint checkpoint) {
    int slash = path.lastIndexOf('/');
    String part = path.substring(0, slash) + "/_" + path.substring(slash + 1) + ".part";
    try (OutputStream out = new BufferedOutputStream(storage.create(part), 1 << 20)) {
      checkpoint.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + path, e);
    }
    storage.rename(part, path);
  }
}
