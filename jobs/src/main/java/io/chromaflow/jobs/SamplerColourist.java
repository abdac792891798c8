package io.chromaflow.jobs;

import io.chromaflow.color.LabScaling;
import io.chromaflow.sample.Sampler;
import java.util.List;

/** The flow's sampler as an evaluation sees it. */
final class SamplerColourist implements Colourist {

  private final Sampler sampler;
  private final LabScaling scaling;

  private SamplerColourist(Sampler sampler, LabScaling scaling) {
    this.sampler = sampler;
    this.scaling = scaling;
  }

  /**
   * Opens a model.
   *
   * @param model as train left it
   */
  static Colourist open(ModelFolder model) {
    return new SamplerColourist(model.sampler(), model.content().scaling());
  }

  @Override
  public List<Draw> colour(float[] l, long[] seeds, double temperature) {
    return sampler.colour(l, seeds, temperature).stream()
        .map(colouring -> new Draw(colouring.ab(), colouring.logLikelihood()))
        .toList();
  }

  @Override
  public double nllPerDim(float[] l, float[] ab) {
    return sampler.nllPerDim(l, ab);
  }

  @Override
  public int size() {
    return sampler.size();
  }

  @Override
  public LabScaling scaling() {
    return scaling;
  }

  @Override
  public String backend() {
    return Sampler.backend();
  }
}
