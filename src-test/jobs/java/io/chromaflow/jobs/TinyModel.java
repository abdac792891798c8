package io.chromaflow.jobs;

import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A network of 16 x 16 pixels that trains in moments, and photos for it. */
final class TinyModel {

  private static final List<String> SETTINGS =
      List.of(
          "prepare.size=16",
          "prepare.validation-share=0.25",
          "prepare.test-share=0.1",
          "flow.size=16",
          "flow.stages=[{kind=coupling,depth=1,kernels=[3],hidden=4,slope=0.1,clamp=1.0,condition=c1},"
              + "{kind=haar,rebalance=0.5,order=channel},"
              + "{kind=coupling,depth=1,kernels=[1],hidden=4,slope=0.1,clamp=1.0,condition=c2,"
              + "mix=permutation},{kind=split,keep=2},{kind=haar,rebalance=0.5,order=channel},"
              + "{kind=coupling,depth=1,kernels=[3],hidden=4,slope=0.1,clamp=0.6,condition=c3},"
              + "{kind=flatten},{kind=coupling,net=fc,depth=1,hidden=8,slope=0.1,clamp=0.6,"
              + "condition=c4}]",
          "condition.widths=[3,4,5]",
          "condition.vector=6",
          "train.batch=4",
          "train.rounds=3",
          "train.steps-per-round=4",
          "train.workers=2",
          "train.averaging.frequency=1",
          "colorize.samples=2",
          "colorize.images-per-file=3",
          "colorize.quarantine-limit=0.5");

  private TinyModel() {}

  /** Returns the configuration with more settings over it. */
  static RunConfig config(String... more) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(List.of(more));
    return RunConfig.resolve(ConfigSources.NONE.with(all.toArray(String[]::new)));
  }

  /** Writes twenty photos and their tensors; returns the tensors' folder. */
  static Path tensors(Path folder) {
    Path photos = folder.resolve("photos");
    for (int i = 0; i < 20; i++) {
      TestPhotos.write(photos, "p%02d.jpg".formatted(i), TestPhotos.jpeg(40, 30, i));
    }
    Path tensors = folder.resolve("tensors");
    PrepareJob.run(
        SharedSpark.session(), config(), new JobPaths(photos.toString(), tensors.toString()));
    return tensors;
  }

  /** Trains into a folder. */
  static void train(Path tensors, Path model, String... settings) {
    TrainJob.run(
        SharedSpark.session(),
        config(settings),
        new JobPaths(tensors.toString(), model.toString()));
  }
}
