package io.chromaflow.jobs;

import com.typesafe.config.Config;
import io.chromaflow.render.PhotoEncoder;
import io.chromaflow.run.Checks;
import io.chromaflow.source.Photo;
import java.io.Serializable;

/**
 * How photos are coloured.
 *
 * @param samples colourings of each photo, at least 1
 * @param temperature standard deviation of the latents, at least 0
 * @param format {@code jpeg} or {@code png}
 * @param quality of JPEG, in [0,1]
 * @param perFile photos of one file of the table, at least 1
 */
record ColorizeRule(int samples, double temperature, String format, double quality, int perFile)
    implements Serializable {

  /** Rejects values out of range. */
  ColorizeRule {
    Checks.require(samples >= 1, "colorize.samples must be at least 1, got %d", samples);
    Checks.require(
        temperature >= 0 && temperature <= 10,
        "colorize.temperature must be in [0,10], got %s",
        temperature);
    Checks.require(
        format.equals("jpeg") || format.equals("png"),
        "colorize.format must be jpeg or png, got %s",
        format);
    Checks.require(
        quality >= 0 && quality <= 1, "colorize.quality must be in [0,1], got %s", quality);
    Checks.require(perFile >= 1, "colorize.images-per-file must be at least 1, got %d", perFile);
  }

  /** Reads the section {@code colorize}. */
  static ColorizeRule fromConfig(Config colorize) {
    return new ColorizeRule(
        colorize.getInt("samples"),
        colorize.getDouble("temperature"),
        colorize.getString("format"),
        colorize.getDouble("quality"),
        colorize.getInt("images-per-file"));
  }

  /** Returns the file name extension of rendered images. */
  String extension() {
    return format.equals("png") ? "png" : "jpg";
  }

  /** Returns a photo as a file. */
  byte[] encode(Photo photo) {
    return format.equals("png") ? PhotoEncoder.png(photo) : PhotoEncoder.jpeg(photo, quality);
  }
}
