package io.chromaflow.jobs;

import io.chromaflow.color.LabConverter;
import io.chromaflow.color.LabImage;
import io.chromaflow.render.PhotoEncoder;
import io.chromaflow.render.PhotoRenderer;
import io.chromaflow.report.Fact;
import io.chromaflow.report.Picture;
import io.chromaflow.report.PictureRow;
import io.chromaflow.shard.LabTensor;
import io.chromaflow.source.Photo;
import io.chromaflow.source.Thumbnail;
import io.chromaflow.source.Views;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows of the picture grid, from the best that a run still has of a photo.
 *
 * @param longestSide of a picture, in pixels, at least 1
 */
record PictureGrid(int longestSide) {

  private static final double QUALITY = 0.88;

  /**
   * Returns a row at the photo's own aspect.
   *
   * @param caption under the row
   * @param original the photo
   * @param renders its colourings, of the photo's size
   */
  PictureRow ofPhoto(Caption caption, Photo original, List<Photo> renders) {
    return row(caption, small(original), renders.stream().map(this::small).toList());
  }

  /**
   * Returns a row of the photo's centre square: of the original nothing is left but its tensor, so
   * its colours are laid over the lightness that the renders kept.
   *
   * @param caption under the row
   * @param tensor the centre crop
   * @param renders its colourings, at least one
   */
  PictureRow ofRenders(Caption caption, LabTensor tensor, List<Photo> renders) {
    Photo first = renders.get(0);
    int side = Math.min(longestSide, Math.min(first.width(), first.height()));
    List<Photo> squares = renders.stream().map(new Views(side, 1)::centre).toList();
    Photo truth = PhotoRenderer.render(squares.get(0), tensor.ab(), tensor.size());
    return row(caption, truth, squares);
  }

  /**
   * Returns a row at the tensor's resolution.
   *
   * @param caption under the row
   * @param tensor the centre crop
   * @param samples ab of its colourings, each {@code [2*size*size]}, Lab units
   */
  PictureRow ofTensor(Caption caption, LabTensor tensor, List<float[]> samples) {
    return row(
        caption,
        photo(tensor, tensor.ab()),
        samples.stream().map(ab -> photo(tensor, ab)).toList());
  }

  private static PictureRow row(Caption caption, Photo truth, List<Photo> samples) {
    Photo gray = PhotoRenderer.render(truth, new float[2], 1);
    return new PictureRow(
        caption.name(),
        caption.split(),
        caption.facts(),
        picture(gray),
        picture(truth),
        samples.stream().map(PictureGrid::picture).toList(),
        nearest(truth, samples));
  }

  private Photo small(Photo photo) {
    return Thumbnail.fit(photo, longestSide);
  }

  private static Picture picture(Photo photo) {
    byte[] file = PhotoEncoder.jpeg(photo, QUALITY);
    return new Picture("image/jpeg", file, photo.width(), photo.height());
  }

  private static Photo photo(LabTensor tensor, float[] ab) {
    int pixels = tensor.l().length;
    float[] a = Arrays.copyOfRange(ab, 0, pixels);
    float[] b = Arrays.copyOfRange(ab, pixels, 2 * pixels);
    LabImage lab = new LabImage(tensor.size(), tensor.size(), tensor.l(), a, b);
    return new Photo(tensor.size(), tensor.size(), LabConverter.toRgbBytes(lab));
  }

  /** The sample with the least sum of squares; the first of equals. */
  private static OptionalInt nearest(Photo truth, List<Photo> samples) {
    OptionalInt nearest = OptionalInt.empty();
    long least = Long.MAX_VALUE;
    for (int k = 0; k < samples.size(); k++) {
      if (samples.get(k).rgb().length != truth.rgb().length) {
        return OptionalInt.empty();
      }
      long squares = squares(truth.rgb(), samples.get(k).rgb());
      if (squares < least) {
        least = squares;
        nearest = OptionalInt.of(k);
      }
    }
    return nearest;
  }

  private static long squares(byte[] truth, byte[] sample) {
    long sum = 0;
    for (int i = 0; i < truth.length; i++) {
      int d = (truth[i] & 0xFF) - (sample[i] & 0xFF);
      sum += (long) d * d;
    }
    return sum;
  }

  /**
   * What stands under a row.
   *
   * @param name the photo's file
   * @param split what the model knows of it
   * @param facts what was measured on it
   */
  record Caption(String name, String split, List<Fact> facts) {}
}
