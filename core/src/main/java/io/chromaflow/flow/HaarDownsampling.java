package io.chromaflow.flow;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Haar wavelets of 2x2 blocks, [N,C,H,W] to [N,4C,H/2,W/2].
 *
 * <p>Of a block [p00 p01; p10 p11] the bands are {@code k0 = p00+p01+p10+p11}, {@code k1 =
 * p00-p01+p10-p11}, {@code k2 = p00+p01-p10-p11}, {@code k3 = p00-p01-p10+p11}, each times {@code
 * 0.5 * rebalance}. Band k of channel c goes to channel 4c + k, or k C + c when ordered by wavelet.
 * The log-determinant is {@code (C H W / 4)(ln 16 + 4 ln(0.5 rebalance))}. See Ardizzone et al.
 * 2019, section 3.3.
 */
final class HaarDownsampling implements FlowStep {

  private static final int[][] BANDS = {
    {1, 1, 1, 1}, {1, -1, 1, -1}, {1, 1, -1, -1}, {1, -1, -1, 1}
  };

  private final Squeeze squeeze = new Squeeze();
  private final ChannelMixing bands;

  /**
   * Makes a wavelet step.
   *
   * @param channels C of its input, at least 1
   * @param rebalance factor on the orthonormal transform, above 0; 0.5 makes band 0 the mean
   * @param orderByWavelet whether channels are grouped by band rather than by channel
   */
  HaarDownsampling(int channels, double rebalance, boolean orderByWavelet) {
    double factor = 0.5 * rebalance;
    int n = 4 * channels;
    double[][] forward = new double[n][n];
    double[][] inverse = new double[n][n];
    for (int c = 0; c < channels; c++) {
      for (int k = 0; k < 4; k++) {
        int out = orderByWavelet ? k * channels + c : 4 * c + k;
        for (int p = 0; p < 4; p++) {
          int in = p * channels + c; // the squeeze's order
          forward[out][in] = BANDS[k][p] * factor;
          inverse[in][out] = BANDS[k][p] * 0.5 / rebalance;
        }
      }
    }
    this.bands =
        new ChannelMixing(forward, inverse, channels * (Math.log(16) + 4 * Math.log(factor)));
  }

  @Override
  public Mapped forward(INDArray x) {
    return bands.forward(squeeze.forward(x).value());
  }

  @Override
  public Mapped inverse(INDArray y) {
    Mapped blocks = bands.inverse(y);
    return new Mapped(squeeze.inverse(blocks.value()).value(), blocks.logDet());
  }

  @Override
  public INDArray backward(INDArray gradient, double logDetGradient) {
    return squeeze.backward(bands.backward(gradient, logDetGradient), logDetGradient);
  }

  @Override
  public StepShape outputShape(StepShape input) {
    return bands.outputShape(squeeze.outputShape(input));
  }
}
