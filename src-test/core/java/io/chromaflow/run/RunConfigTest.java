package io.chromaflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigTest {

  private static final Config NO_ENVIRONMENT = ConfigFactory.empty();

  @TempDir Path folder;

  @Test
  void sources_allGiven_settingBeatsEnvironmentBeatsFileBeatsPreset() {
    Path file = write("train { rounds = 5, batch = 6, steps-per-round = 7 }");
    Config environment = ConfigFactory.parseString("train { rounds = \"3\", batch = \"4\" }");
    ConfigSources sources = new ConfigSources("demo", file, List.of("train.rounds=2"));

    Config train = RunConfig.resolve(sources, environment).config().getConfig("train");

    assertThat(train.getInt("rounds")).isEqualTo(2);
    assertThat(train.getInt("batch")).isEqualTo(4);
    assertThat(train.getInt("steps-per-round")).isEqualTo(7);
    assertThat(train.getBoolean("flips")).as("from preset demo").isTrue();
    assertThat(train.getInt("checkpoints-kept")).as("from reference.conf").isEqualTo(3);
  }

  @Test
  void presets_all_loadWithKnownKeysOnly() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../conf"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".conf"))
                  .filter(name -> !name.matches("reference.conf|spark-defaults.conf"))
                  .map(name -> name.replace(".conf", "")))
          .containsExactlyInAnyOrderElementsOf(RunConfig.PRESETS);
    }
    for (String preset : RunConfig.PRESETS) {
      RunConfig config = RunConfig.resolve(ConfigSources.ofPreset(preset), NO_ENVIRONMENT);
      assertThat(config.config().getList("flow.stages")).as(preset).isNotEmpty();
    }
  }

  @Test
  void reference_everyKey_hasAComment() {
    List<String> bare = new ArrayList<>();
    collectBare("", RunConfig.reference().root(), bare);
    assertThat(bare).isEmpty();
  }

  private static void collectBare(String prefix, ConfigObject group, List<String> bare) {
    for (var entry : group.entrySet()) {
      ConfigValue value = entry.getValue();
      String key = prefix + entry.getKey();
      if (value instanceof ConfigObject inner && !inner.isEmpty()) {
        collectBare(key + ".", inner, bare);
      } else if (value.origin().comments().isEmpty()) {
        bare.add(key);
      }
    }
  }

  @Test
  void file_misspeltKey_namesKeyPlaceAndNearest() {
    Path file = write("train {\n  round = 3\n}");
    assertBadConfig(
        () -> RunConfig.resolve(new ConfigSources(null, file, List.of()), NO_ENVIRONMENT),
        "train.round ("
            + file
            + ": 2): no such key in conf/reference.conf; did you mean train.rounds?");
  }

  @Test
  void file_misspeltGroup_namesNearestGroup() {
    Path file = write("trian { rounds = 3 }");
    assertBadConfig(
        () -> RunConfig.resolve(new ConfigSources(null, file, List.of()), NO_ENVIRONMENT),
        "trian (" + file + ": 1): no such key in conf/reference.conf; did you mean train?");
  }

  @Test
  void setting_lastSegmentOnly_suggestsFullPaths() {
    assertThatThrownBy(() -> settings("rounds=3"))
        .hasMessageContaining(
            "rounds (--set rounds): no such key in conf/reference.conf; did you mean train.rounds?");
    assertThatThrownBy(() -> settings("quarantine-limit=1"))
        .hasMessageContaining(
            "did you mean colorize.quarantine-limit or prepare.quarantine-limit?");
  }

  @Test
  void environment_unknownKey_isNamed() {
    Config environment = ConfigFactory.parseString("train.rounds-x = 1");
    assertThatThrownBy(() -> RunConfig.resolve(ConfigSources.NONE, environment))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("train.rounds-x")
        .hasMessageContaining("did you mean train.rounds?");
  }

  @Test
  void setting_wrongType_saysExpectedTypeAndExample() {
    assertBadConfig(
        () -> settings("train.rounds=many"),
        "train.rounds (--set train.rounds): must be a whole number such as 12, got \"many\"");
    assertBadConfig(
        () -> settings("train.rounds=1.5"),
        "train.rounds (--set train.rounds): must be a whole number such as 12, got \"1.5\"");
    assertBadConfig(
        () -> settings("train.flips=perhaps"),
        "train.flips (--set train.flips): must be true or false such as false, got \"perhaps\"");
    assertBadConfig(
        () -> settings("color.scales=[1,x,3]"),
        "color.scales[1] (--set color.scales): must be a number such as 25.6, got \"x\"");
    assertBadConfig(
        () -> settings("train.adam=3"),
        "train.adam (--set train.adam): must be a group of keys, got \"3\"");
  }

  @Test
  void setting_wholeNumber_keepsAllItsDigits() {
    RunConfig config = settings("run.seed=9223372036854775807", "train.rounds=3");
    assertThat(config.config().getLong("run.seed")).isEqualTo(Long.MAX_VALUE);
    assertThat(config.lines()).contains("train.rounds = 3  # --set train.rounds");
    assertThat(config.json("run.seed")).isEqualTo("{\"run\":{\"seed\":9223372036854775807}}");
    assertThat(settings("run.seed=1e3").config().getLong("run.seed")).isEqualTo(1000);
  }

  @Test
  void setting_beyondTheType_isRefused() {
    assertThatThrownBy(() -> settings("run.seed=9223372036854775808"))
        .hasMessageContaining("must be a whole number");
    assertThatThrownBy(() -> settings("train.noise=1e999"))
        .hasMessageContaining("must be a number");
    assertThatThrownBy(() -> settings("train.noise=NaN")).hasMessageContaining("must be a number");
  }

  @Test
  void setting_pathWithSlashes_isTakenAsItStands() {
    RunConfig config = settings("colorize.model=s3a://bucket/a b?c=d#e");
    assertThat(config.config().getString("colorize.model")).isEqualTo("s3a://bucket/a b?c=d#e");
  }

  @Test
  void setting_withoutEquals_isRefused() {
    assertThatThrownBy(() -> settings("train.rounds")).hasMessageContaining("must be key=value");
    assertThatThrownBy(() -> settings("train..rounds=1")).hasMessageContaining("is no key");
  }

  @Test
  void preset_unknown_listsKnownOnes() {
    assertBadConfig(
        () -> RunConfig.resolve(ConfigSources.ofPreset("lsnu"), NO_ENVIRONMENT),
        "--preset lsnu: no such preset, known are demo, lsun, mnist, imagenet; did you mean lsun?");
  }

  @Test
  void file_missing_isNamed() {
    Path file = folder.resolve("none.conf");
    assertBadConfig(
        () -> RunConfig.resolve(new ConfigSources(null, file, List.of()), NO_ENVIRONMENT),
        "--config " + file + ": no such file; give the path of a HOCON file");
  }

  @Test
  void file_syntaxMistake_namesLine() {
    Path file = write("train {\n  rounds = [3\n}");
    assertThatThrownBy(
            () -> RunConfig.resolve(new ConfigSources(null, file, List.of()), NO_ENVIRONMENT))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(file + ": 3");
  }

  @Test
  void file_substitution_isResolvedAgainstLowerLayers() {
    Path file = write("evaluate.samples = ${colorize.samples}\nreport.title = ${?NO_SUCH_NAME}");
    RunConfig config = RunConfig.resolve(new ConfigSources(null, file, List.of()), NO_ENVIRONMENT);
    assertThat(config.config().getInt("evaluate.samples")).isEqualTo(8);
    assertThat(config.config().getString("report.title")).isEqualTo("chromaflow");
  }

  @Test
  void hash_sameValueSpeltOtherwise_isEqual() {
    assertThat(settings("train.learning-rate.initial=0.001").hash()).isEqualTo(settings().hash());
    assertThat(settings("color.scales=[25.60, 11.2, 16.8]").hash()).isEqualTo(settings().hash());
    assertThat(settings().hash()).matches("[0-9a-f]{16}");
  }

  @Test
  void hash_ofSections_ignoresOthers() {
    String[] tensors = {"color", "prepare", "source", "run.seed"};
    assertThat(settings("train.rounds=1", "run.partitions=7").hash(tensors))
        .isEqualTo(settings().hash(tensors));
    assertThat(settings("run.seed=1").hash(tensors)).isNotEqualTo(settings().hash(tensors));
  }

  @Test
  void jsonAndLines_secretProperty_areBlank() {
    RunConfig config =
        settings(
            "spark.properties.spark.hadoop.fs.s3a.secret.key=hush",
            "spark.properties.spark.hadoop.fs.s3a.endpoint=http://localhost:9000");
    assertThat(config.json()).doesNotContain("hush").contains("http://localhost:9000");
    assertThat(config.lines())
        .noneMatch(line -> line.contains("hush"))
        .contains("train.rounds = 12  # conf/reference.conf: " + lineOf("rounds = 12"));
  }

  @Test
  void read_recordRefuses_namesSection() {
    assertBadConfig(
        () ->
            settings("train.rounds=0")
                .read(
                    "train",
                    train -> {
                      Checks.require(train.getInt("rounds") > 0, "train.rounds must be above 0");
                      return train;
                    }),
        "configuration of train: train.rounds must be above 0");
  }

  private static int lineOf(String text) {
    try {
      List<String> lines = Files.readAllLines(Path.of("../conf/reference.conf"));
      return 1 + lines.stream().map(String::strip).toList().indexOf(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunConfig settings(String... settings) {
    return RunConfig.resolve(ConfigSources.NONE.with(settings), NO_ENVIRONMENT);
  }

  private static void assertBadConfig(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BAD_CONFIG))
        .hasMessage(message);
  }

  private Path write(String text) {
    try {
      return Files.writeString(folder.resolve("my.conf"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
