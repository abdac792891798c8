package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromaflow.condition.Cinn;
import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.RunConfig;
import io.chromaflow.run.RunManifest;
import io.chromaflow.run.Seeds;
import io.chromaflow.train.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerColouristTest {

  @Test
  void open_checkpointOfTheDemo_drawsByItsSeedsAndScores() throws IOException {
    Colourist colourist = SamplerColourist.open(untrained());
    float[] l = new float[colourist.size() * colourist.size()];
    Arrays.fill(l, 50);

    List<Colourist.Draw> draws = colourist.colour(l, new long[] {1, 2, 1}, 1);

    assertThat(colourist.size()).isEqualTo(64);
    assertThat(colourist.scaling().scales()).containsExactly(25.6, 11.2, 16.8);
    assertThat(colourist.backend()).isNotEmpty();
    assertThat(draws.get(0).ab()).hasSize(2 * l.length).isNotEqualTo(draws.get(1).ab());
    assertThat(draws.get(0).ab()).isEqualTo(draws.get(2).ab());
    assertThat(colourist.nllPerDim(l, draws.get(0).ab())).isFinite();
  }

  private static ModelFolder untrained() throws IOException {
    RunConfig config = RunConfig.resolve(new ConfigSources("demo", null, List.of()));
    float[] parameters = new float[(int) Cinn.build(config.config()).parameters().length()];
    Seeds.gaussian(5, parameters, 0.02);
    Checkpoint.Header header =
        new Checkpoint.Header(
            RunManifest.tree(config.json("flow", "condition", "color", "train")),
            "none",
            1,
            0,
            0,
            List.of());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new Checkpoint(header, parameters, new float[0]).write(file);
    return new ModelFolder(file.toByteArray(), "untrained");
  }
}
