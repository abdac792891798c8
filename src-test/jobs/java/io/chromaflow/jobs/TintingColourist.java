package io.chromaflow.jobs;

import io.chromaflow.color.LabScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model whose colourings are one tint each, a function of their seed and of nothing else. */
final class TintingColourist implements Colourist {

  /** Side of its images, in pixels. */
  static final int SIZE = 4;

  private static final int TINTS = 41;
  private static final float DARKEST = -20;

  @Override
  public List<Draw> colour(float[] l, long[] seeds, double temperature) {
    List<Draw> draws = new ArrayList<>();
    for (long seed : seeds) {
      float[] ab = new float[2 * l.length];
      Arrays.fill(ab, tint(seed, temperature));
      draws.add(new Draw(ab, -seed % TINTS));
    }
    return draws;
  }

  static float tint(long seed, double temperature) {
    return (float) (temperature * (DARKEST + Math.floorMod(seed, TINTS)));
  }

  /** The mean of ab, in place of a likelihood. */
  @Override
  public double nllPerDim(float[] l, float[] ab) {
    double sum = 0;
    for (float v : ab) {
      sum += v;
    }
    return sum / ab.length;
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public String backend() {
    return "none";
  }

  @Override
  public LabScaling scaling() {
    return new LabScaling(new double[] {47.5, 2.4, 7.4}, new double[] {25.6, 11.2, 16.8});
  }
}
