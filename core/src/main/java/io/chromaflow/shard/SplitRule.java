package io.chromaflow.shard;

import io.chromaflow.run.Checks;
import io.chromaflow.run.Seeds;

/**
 * Which split an image belongs to: a function of its content hash alone, so that copies of one
 * image never stand on both sides, whatever else the data set holds.
 *
 * <p>The test set takes the low end of the hash and validation follows it: another validation share
 * leaves the test set as it is.
 *
 * @param validationShare share of images, 0 to 1
 * @param testShare share of images, 0 to 1; both together below 1
 */
public record SplitRule(double validationShare, double testShare) {

  /** Rejects shares that leave nothing to train on. */
  public SplitRule {
    Checks.require(
        validationShare >= 0 && testShare >= 0 && validationShare + testShare < 1,
        "prepare.validation-share and prepare.test-share must be at least 0 and together below 1,"
            + " got %s and %s",
        validationShare,
        testShare);
  }

  /**
   * Returns the split of an image.
   *
   * @param imageId its content hash
   */
  public Split of(String imageId) {
    double u = (new Seeds(0).seed("split", imageId, 0, 0) >>> 11) * 0x1p-53;
    if (u < testShare) {
      return Split.TEST;
    }
    return u < testShare + validationShare ? Split.VALIDATION : Split.TRAIN;
  }
}
