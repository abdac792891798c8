package io.chromaflow.jobs;

import io.chromaflow.color.LabScaling;
import java.util.List;

/** A model that is killed after some images. */
final class StoppingColourist implements Colourist {

  static final String MESSAGE = "killed as the test wants it";

  private final Colourist model = new TintingColourist();
  private int left;

  StoppingColourist(int images) {
    this.left = images;
  }

  @Override
  public List<Draw> colour(float[] l, long[] seeds, double temperature) {
    if (left-- == 0) {
      throw new IllegalStateException(MESSAGE);
    }
    return model.colour(l, seeds, temperature);
  }

  @Override
  public double nllPerDim(float[] l, float[] ab) {
    return model.nllPerDim(l, ab);
  }

  @Override
  public int size() {
    return model.size();
  }

  @Override
  public String backend() {
    return model.backend();
  }

  @Override
  public LabScaling scaling() {
    return model.scaling();
  }
}
