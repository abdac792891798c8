package io.chromaflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunManifestTest {

  private final RunManifest manifest = manifest(Map.of("rows", 3L, "images", 2L), Map.of("m", 0.1));

  @Test
  void json_readAgain_isTheSame() {
    RunManifest back = RunManifest.fromJson(manifest.toJson(), "manifest.json");
    assertThat(back).isEqualTo(manifest);
    assertThat(back.toJson()).isEqualTo(manifest.toJson());
  }

  @Test
  void json_maps_areSorted() {
    assertThat(manifest.toJson()).containsSubsequence("\"images\" : 2", "\"rows\" : 3");
  }

  @Test
  void count_unknownName_isZero() {
    assertThat(manifest.count("rows")).isEqualTo(3);
    assertThat(manifest.count("duplicates")).isZero();
  }

  @Test
  void statistics_notFinite_areRefused() {
    assertThatThrownBy(() -> manifest(Map.of(), Map.of("train.l.mean", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("statistic train.l.mean must be a finite number, got NaN");
  }

  @Test
  void fromJson_otherFile_saysWhere() {
    assertThatThrownBy(() -> RunManifest.fromJson("{\"table\":", "RUN/tensors/manifest.json"))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("RUN/tensors/manifest.json: is not a manifest of chromaflow");
  }

  private static RunManifest manifest(Map<String, Long> counts, Map<String, Double> statistics) {
    return new RunManifest(
        "tensors",
        1,
        "0.1.0",
        "00ff",
        RunManifest.tree("{\"color\":{\"scales\":[1,2,3]}}"),
        "abcd",
        new TreeMap<>(counts),
        new TreeMap<>(statistics),
        List.of(new RunManifest.TableFile("data/part-00000.zstd.parquet", 10, "00")));
  }
}
