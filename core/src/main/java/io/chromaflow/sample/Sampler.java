package io.chromaflow.sample;

import io.chromaflow.color.LabScaling;
import io.chromaflow.condition.Cinn;
import io.chromaflow.flow.Mapped;
import io.chromaflow.run.Checks;
import io.chromaflow.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Draws colourings of one image from a trained network, and scores given ones.
 *
 * <p>The condition is computed once for an image, and an image is a batch of its own: what it gets
 * depends on nothing but itself, its seeds and the network. Belongs to one thread.
 */
public final class Sampler {

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final Cinn network;
  private final LabScaling scaling;

  /**
   * Makes a sampler.
   *
   * @param network with its parameters bound; used by this sampler alone
   * @param scaling normalisation that it was trained with
   */
  public Sampler(Cinn network, LabScaling scaling) {
    this.network = network;
    this.scaling = scaling;
  }

  /**
   * One colouring of an image.
   *
   * @param seed that made its latents
   * @param ab the plane of a, then that of b, {@code [2*size*size]}, Lab units, not clipped
   * @param logLikelihood ln p(ab | L) of normalised ab, in nats, with the constant of the Gaussian;
   *     the density is that of the network at temperature 1
   */
  public record Colouring(long seed, float[] ab, double logLikelihood) {}

  /** Returns the name of what computes: ND4J's backend. */
  public static String backend() {
    return Nd4j.getBackend().getClass().getSimpleName();
  }

  /** Returns the side of the images that the network takes, in pixels. */
  public int size() {
    return network.spec().size();
  }

  /**
   * Draws colourings, {@code ab = f^-1(z; L)} with {@code z ~ N(0, temperature^2)}.
   *
   * @param l lightness, {@code [size*size]}, Lab units, [0,100]
   * @param seeds one a colouring, at least one
   * @param temperature standard deviation of the latents, at least 0
   * @return one a seed, in their order
   */
  public List<Colouring> colour(float[] l, long[] seeds, double temperature) {
    Checks.require(seeds.length >= 1, "seeds must have at least one element");
    Checks.require(temperature >= 0, "temperature must be at least 0, got %s", temperature);
    int d = network.spec().dimensions();
    float[] z = new float[seeds.length * d];
    float[] one = new float[d];
    double[] logPrior = new double[seeds.length];
    for (int n = 0; n < seeds.length; n++) {
      Seeds.gaussian(seeds[n], one, temperature);
      System.arraycopy(one, 0, z, n * d, d);
      logPrior[n] = -d * HALF_LOG_TWO_PI - squares(one) / 2;
    }
    condition(l);
    Mapped image = network.inverse(Nd4j.createFromArray(z).reshape('c', seeds.length, d));
    List<Colouring> all = new ArrayList<>();
    for (int n = 0; n < seeds.length; n++) {
      float[] ab = image.value().slice(n).dup('c').data().asFloat();
      // log p(ab) = log N(z) + log|det dz/d(ab)|, and the latter is minus that of the inverse.
      all.add(new Colouring(seeds[n], scaling.denormaliseAb(ab), logPrior[n] - image.logDet()[n]));
    }
    return all;
  }

  /**
   * Returns the negative log-likelihood of a given colour, {@code (|z|^2/2 - log|det J|) / D}, in
   * nats per dimension of normalised ab, without the constant ln(2 pi)/2 (the original's figure).
   *
   * @param l lightness, {@code [size*size]}, Lab units
   * @param ab the plane of a, then that of b, {@code [2*size*size]}, Lab units
   */
  public double nllPerDim(float[] l, float[] ab) {
    int size = size();
    condition(l);
    INDArray x = Nd4j.createFromArray(scaling.normaliseAb(ab)).reshape('c', 1, 2, size, size);
    Mapped latents = network.forward(x);
    float[] z = latents.value().dup('c').data().asFloat();
    return (squares(z) / 2 - latents.logDet()[0]) / z.length;
  }

  private void condition(float[] l) {
    int size = size();
    Checks.require(
        l.length == size * size,
        "L must be %d x %d pixels as the network takes, got %d values; prepare with prepare.size ="
            + " %d",
        size,
        size,
        l.length,
        size);
    network.condition(Nd4j.createFromArray(scaling.normaliseL(l)).reshape('c', 1, 1, size, size));
  }

  private static double squares(float[] z) {
    double[] wide = new double[z.length];
    Arrays.setAll(wide, i -> (double) z[i] * z[i]);
    return Arrays.stream(wide).sum();
  }
}
