package io.chromaflow.shard;

import com.typesafe.config.Config;
import io.chromaflow.color.LabConverter;
import io.chromaflow.color.LabImage;
import io.chromaflow.run.Checks;
import io.chromaflow.run.Seeds;
import io.chromaflow.source.Photo;
import io.chromaflow.source.Views;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tensors an image gives: view 0, its centre crop, and for training images further random
 * crops. Validation and test images have view 0 only, so that scores compare.
 *
 * @param views how crops are cut
 * @param count views of a training image, at least 1
 * @param splits what an image is for
 * @param seeds of the random crops
 */
public record TensorRule(Views views, int count, SplitRule splits, Seeds seeds) {

  /** Rejects counts without view 0. */
  public TensorRule {
    Checks.require(count >= 1, "prepare.views must be at least 1, got %d", count);
  }

  /**
   * Reads the section {@code prepare}.
   *
   * @param prepare with size, views, view-min-area and the shares
   * @param seeds of the run
   */
  public static TensorRule fromConfig(Config prepare, Seeds seeds) {
    return new TensorRule(
        new Views(prepare.getInt("size"), prepare.getDouble("view-min-area")),
        prepare.getInt("views"),
        new SplitRule(prepare.getDouble("validation-share"), prepare.getDouble("test-share")),
        seeds);
  }

  /**
   * Returns the tensors of an image, by view.
   *
   * @param imageId its content hash
   * @param source where it came from, relative to the input
   * @param photo its pixels
   */
  public List<LabTensor> tensors(String imageId, String source, Photo photo) {
    Split split = splits.of(imageId);
    List<LabTensor> tensors = new ArrayList<>();
    for (int view = 0; view < (split == Split.TRAIN ? count : 1); view++) {
      Photo cut =
          view == 0
              ? views.centre(photo)
              : views.randomCrop(photo, seeds.seed("view", imageId, view, 0));
      LabImage lab = LabConverter.toLab(cut.rgb(), cut.width(), cut.height());
      tensors.add(
          new LabTensor(
              imageId,
              source,
              split,
              view,
              photo.width(),
              photo.height(),
              views.size(),
              lab.l(),
              lab.ab()));
    }
    return tensors;
  }
}
