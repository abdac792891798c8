package io.chromaflow.jobs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.chromaflow.run.Checks;
import io.chromaflow.run.RunConfig;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens Spark: embedded in this JVM, or as spark-submit has set it up. */
final class SparkSessions {

  private static final Pattern MASTERS =
      Pattern.compile("(local|local-cluster)(\\[.+])?|(spark|yarn|k8s|mesos)(:.+)?");

  private static final String LOOPBACK = "127.0.0.1";

  private SparkSessions() {}

  /** Returns whether no spark-submit started this JVM: it would have set {@code spark.master}. */
  static boolean isEmbedded() {
    return System.getProperty("spark.master") == null;
  }

  /**
   * Opens the session of a run.
   *
   * @param config {@code spark.master} counts only when embedded; {@code spark.properties} always
   * @param name of the application
   * @throws IllegalArgumentException when Spark knows no such master
   */
  static SparkSession open(RunConfig config, String name) {
    SparkConf conf = sparkConf(config, name);
    String master = conf.get("spark.master");
    Checks.require(
        MASTERS.matcher(master).matches(),
        "spark.master must be such as local[2], local[*] or spark://host:7077, got %s; other"
            + " masters need spark-submit",
        master);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  static SparkConf sparkConf(RunConfig config, String name) {
    SparkConf conf = new SparkConf().setAppName("chromaflow " + name);
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.parquet.compression.codec", "zstd");
    if (isEmbedded()) {
      embed(conf, config.config().getString("spark.master"));
    }
    Config properties = config.config().getConfig("spark.properties");
    properties
        .entrySet()
        .forEach(
            entry ->
                conf.set(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    properties.getString(entry.getKey())));
    return conf;
  }

  private static void embed(SparkConf conf, String master) {
    conf.setMaster(master);
    conf.set("spark.ui.enabled", "false");
    conf.set("spark.ui.showConsoleProgress", "false");
    // Nothing may appear in the folder that the user happens to stand in.
    conf.set(
        "spark.sql.warehouse.dir",
        Path.of(System.getProperty("java.io.tmpdir"), "chromaflow-warehouse").toUri().toString());
    if (master.startsWith("local")) {
      // A laptop's name may not resolve, or resolve to a network that blocks its own ports.
      conf.set("spark.driver.host", LOOPBACK);
      conf.set("spark.driver.bindAddress", LOOPBACK);
    }
  }
}
