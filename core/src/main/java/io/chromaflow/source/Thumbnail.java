package io.chromaflow.source;

import io.chromaflow.run.Checks;

/** Small copies of photos, resampled as {@link Views} are. */
public final class Thumbnail {

  private Thumbnail() {}

  /**
   * Returns the photo with its longer side at a limit, or as it is when it is smaller.
   *
   * @param photo any size
   * @param longest of its sides, in pixels, at least 1
   */
  public static Photo fit(Photo photo, int longest) {
    Checks.require(longest >= 1, "thumbnail must be at least 1 pixel, got %d", longest);
    int longer = Math.max(photo.width(), photo.height());
    if (longer <= longest) {
      return photo;
    }
    int width = scaled(photo.width(), longest, longer);
    int height = scaled(photo.height(), longest, longer);
    Box whole = new Box(0, 0, photo.width(), photo.height());
    return Resampling.resample(photo, whole, width, height, new Box(0, 0, width, height));
  }

  private static int scaled(int side, int longest, int longer) {
    return Math.max(1, Math.round((float) side * longest / longer));
  }
}
