package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class TrainJobTest {

  @TempDir static Path shared;
  private static Path tensors;

  @TempDir Path folder;

  @BeforeAll
  static void prepareOnce() {
    tensors = TinyModel.tensors(shared);
  }

  private static List<String> metrics(Path model) throws IOException {
    return Files.readAllLines(model.resolve(ModelFolder.METRICS));
  }

  private static double validationNll(String line) throws IOException {
    JsonNode metrics = new ObjectMapper().readTree(line);
    return metrics.get("validation_nll").asDouble();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "averaging", "shared"})
  void run_everyTransport_lowersValidationNllAndLeavesAModel(String master) throws IOException {
    Path model = folder.resolve("model");
    TinyModel.train(tensors, model, "train.master=" + master, "train.steps-per-round=8");
    List<String> lines = metrics(model);
    assertThat(lines).hasSize(4);
    assertThat(validationNll(lines.get(3))).isLessThan(validationNll(lines.get(0)) - 0.01);
    Storage storage = Storage.of(SharedSpark.session());
    assertThat(ModelFolder.open(storage, model.toString(), "colorize").sampler().size())
        .isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "averaging"})
  void run_afterAKill_endsInTheSameModel(String master) throws IOException {
    String setting = "train.master=" + master;
    Path whole = folder.resolve("whole");
    TinyModel.train(tensors, whole, setting);
    Path killed = folder.resolve("killed");
    TinyModel.train(tensors, killed, setting);
    Files.delete(killed.resolve("manifest.json"));
    Files.delete(killed.resolve("best.ckpt"));
    Files.delete(killed.resolve("checkpoints/round-00003.ckpt"));
    Path half = killed.resolve("checkpoints/round-00002.ckpt");
    byte[] bytes = Files.readAllBytes(half);
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2)); // torn by the kill

    TinyModel.train(tensors, killed, setting);

    assertThat(killed.resolve("best.ckpt")).hasSameBinaryContentAs(whole.resolve("best.ckpt"));
    assertThat(metrics(killed)).hasSize(4);
  }

  @Test
  void run_finished_doesNothing_andRefusesAnotherConfiguration() throws IOException {
    Path model = folder.resolve("model");
    TinyModel.train(tensors, model, "train.master=local");
    byte[] before = Files.readAllBytes(model.resolve("manifest.json"));
    TinyModel.train(tensors, model, "train.master=local");
    assertThat(Files.readAllBytes(model.resolve("manifest.json"))).isEqualTo(before);
    assertThatThrownBy(() -> TinyModel.train(tensors, model, "train.master=local", "train.batch=5"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("train.batch: 4 there, 5 now");
  }

  @Test
  void run_tensorsOfAnotherSize_namesBoth() {
    assertThatThrownBy(() -> TinyModel.train(tensors, folder.resolve("model"), "flow.size=32"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("side 16, the flow takes 32 (flow.size)");
  }

  @Test
  void run_presetNotBuilt_saysSo() {
    assertThatThrownBy(
            () -> TinyModel.train(tensors, folder.resolve("model"), "condition.net=one-hot"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("condition.net = one-hot is not yet built");
  }

  @Test
  void run_noSuchTransport_namesTheKnown() {
    assertThatThrownBy(
            () -> TinyModel.train(tensors, folder.resolve("model"), "train.master=cloud"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("train.master must be shared, averaging or local, got cloud");
  }
}
