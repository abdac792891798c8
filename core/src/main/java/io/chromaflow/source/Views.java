package io.chromaflow.source;

import io.chromaflow.run.Checks;
import java.util.SplittableRandom;

/**
 * The square cuts of a photo that tensors are made of, resampled as Pillow and cut as torchvision
 * do. Seeds of random cuts give other numbers than torch's generator.
 *
 * @param size side of a cut, in pixels, at least 1
 * @param minArea least area of a random cut as a share of the photo, above 0, at most 1
 */
public record Views(int size, double minArea) {

  private static final double MIN_ASPECT = 3.0 / 4;
  private static final double MAX_ASPECT = 4.0 / 3;

  /** Tries at a random cut before the fixed one: an extreme aspect may fit none. */
  private static final int TRIES = 10;

  /** Rejects sizes and areas that cut nothing. */
  public Views {
    Checks.require(size >= 1, "prepare.size must be at least 1 pixel, got %d", size);
    Checks.require(
        minArea > 0 && minArea <= 1,
        "prepare.view-min-area must be above 0 and at most 1, got %s",
        minArea);
  }

  /** Returns the middle of the photo after its shorter side was resampled to the size. */
  public Photo centre(Photo photo) {
    int shorter = Math.min(photo.width(), photo.height());
    int width = Math.toIntExact((long) size * photo.width() / shorter);
    int height = Math.toIntExact((long) size * photo.height() / shorter);
    Box window = new Box(middle(width), middle(height), size, size);
    return Resampling.resample(photo, all(photo), width, height, window);
  }

  /** Returns the whole photo squeezed to the square, whatever its aspect. */
  public Photo squeezed(Photo photo) {
    return Resampling.resample(photo, all(photo), size, size, new Box(0, 0, size, size));
  }

  /**
   * Returns a random part of the photo: its area a share of {@code minArea} to 1, its aspect 3/4 to
   * 4/3 before it is squeezed to the square.
   *
   * @param seed of this cut
   */
  public Photo randomCrop(Photo photo, long seed) {
    Box crop = randomBox(photo.width(), photo.height(), seed);
    return Resampling.resample(photo, crop, size, size, new Box(0, 0, size, size));
  }

  Box randomBox(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TRIES; i++) {
      double area = (double) width * height * between(random, minArea, 1);
      double aspect =
          StrictMath.exp(between(random, StrictMath.log(MIN_ASPECT), StrictMath.log(MAX_ASPECT)));
      long w = Math.round(Math.sqrt(area * aspect));
      long h = Math.round(Math.sqrt(area / aspect));
      if (w > 0 && w <= width && h > 0 && h <= height) {
        int top = random.nextInt(height - (int) h + 1);
        int left = random.nextInt(width - (int) w + 1);
        return new Box(left, top, (int) w, (int) h);
      }
    }
    return fixedBox(width, height);
  }

  /** The largest middle part of an allowed aspect. */
  private static Box fixedBox(int width, int height) {
    int w = (int) Math.min(width, Math.round(height * MAX_ASPECT));
    int h = (int) Math.min(height, Math.round(width / MIN_ASPECT));
    return new Box((width - w) / 2, (height - h) / 2, w, h);
  }

  /** Where a window of the size starts; halves go to the even number, as in Python's round. */
  private int middle(int length) {
    return (int) Math.rint((length - size) / 2.0);
  }

  private static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static Box all(Photo photo) {
    return new Box(0, 0, photo.width(), photo.height());
  }
}
