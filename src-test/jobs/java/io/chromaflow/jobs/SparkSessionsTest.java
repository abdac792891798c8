package io.chromaflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromaflow.run.ConfigSources;
import io.chromaflow.run.RunConfig;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  @Test
  void conf_embedded_staysOnThisMachineAndQuiet() {
    SparkConf conf = conf("spark.master=local[2]");
    assertThat(conf.get("spark.master")).isEqualTo("local[2]");
    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
  }

  @Test
  void conf_embeddedDriverOfACluster_canBeReached() {
    assertThat(conf("spark.master=spark://host:7077").contains("spark.driver.host")).isFalse();
  }

  @Test
  void conf_properties_areTakenByTheirFullNames() {
    SparkConf conf =
        conf(
            "spark.properties.spark.hadoop.fs.s3a.endpoint=http://localhost:9000",
            "spark.properties.\"spark.sql.shuffle.partitions\"=3");
    assertThat(conf.get("spark.hadoop.fs.s3a.endpoint")).isEqualTo("http://localhost:9000");
    assertThat(conf.get("spark.sql.shuffle.partitions")).isEqualTo("3");
  }

  @Test
  void conf_underSparkSubmit_leavesMasterAlone() {
    System.setProperty("spark.master", "yarn");
    try {
      SparkConf conf = conf("spark.master=local[2]");
      assertThat(conf.get("spark.master")).isEqualTo("yarn");
      assertThat(conf.contains("spark.driver.host")).isFalse();
    } finally {
      System.clearProperty("spark.master");
    }
  }

  @Test
  void open_unknownMaster_isRefusedBeforeSparkStarts() {
    RunConfig config = RunConfig.resolve(ConfigSources.NONE.with("spark.master=locl[2]"));
    assertThatThrownBy(() -> SparkSessions.open(config, "prepare"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spark.master must be such as local[2]")
        .hasMessageContaining("locl[2]");
  }

  private static SparkConf conf(String... settings) {
    return SparkSessions.sparkConf(RunConfig.resolve(ConfigSources.NONE.with(settings)), "test");
  }
}
