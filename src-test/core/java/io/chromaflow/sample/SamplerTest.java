package io.chromaflow.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import io.chromaflow.color.LabScaling;
import io.chromaflow.condition.Cinn;
import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.RunConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SamplerTest {

  private static final Config DEMO = RunConfig.resolve(ConfigSources.ofPreset("demo")).config();
  private static final float[] L = new float[64 * 64];

  static {
    for (int i = 0; i < L.length; i++) {
      L[i] = 50 + 30 * (float) Math.sin(i / 100.0);
    }
  }

  private static Sampler sampler() {
    Cinn network = Cinn.build(DEMO);
    network.parameters().bindFresh(DataType.FLOAT);
    network.parameters().initialise(11);
    return new Sampler(network, LabScaling.fromConfig(DEMO.getConfig("color")));
  }

  @Test
  void colour_sameSeeds_givesTheSameBytesInAnotherSampler() {
    List<Sampler.Colouring> one = sampler().colour(L, new long[] {1, 2, 3}, 1.0);
    Sampler used = sampler();
    used.colour(L, new long[] {9}, 0.5);
    List<Sampler.Colouring> again = used.colour(L, new long[] {1, 2, 3}, 1.0);
    for (int k = 0; k < 3; k++) {
      assertThat(again.get(k).ab()).isEqualTo(one.get(k).ab());
      assertThat(again.get(k).logLikelihood()).isEqualTo(one.get(k).logLikelihood());
    }
    assertThat(one.get(0).ab()).isNotEqualTo(one.get(1).ab());
  }

  @Test
  void logLikelihood_ofADraw_isThatOfItsColours() {
    Sampler sampler = sampler();
    Sampler.Colouring draw = sampler.colour(L, new long[] {5}, 0.8).get(0);
    int d = draw.ab().length;
    double expected = -sampler.nllPerDim(L, draw.ab()) * d - d / 2.0 * Math.log(2 * Math.PI);
    // Two float32 passes over 8192 dimensions: some hundredths of a nat.
    assertThat(draw.logLikelihood()).isCloseTo(expected, within(0.1));
  }

  @Test
  void colour_temperatureZero_givesTheModesColoursWhateverTheSeed() {
    List<Sampler.Colouring> draws = sampler().colour(L, new long[] {1, 2}, 0);
    assertThat(draws.get(0).ab()).isEqualTo(draws.get(1).ab());
  }

  @Test
  void colour_anotherSize_saysWhatToPrepare() {
    assertThatThrownBy(() -> sampler().colour(new float[100], new long[] {1}, 1))
        .hasMessageContaining("L must be 64 x 64 pixels")
        .hasMessageContaining("prepare.size = 64");
  }
}
