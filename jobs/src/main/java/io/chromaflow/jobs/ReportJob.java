package io.chromaflow.jobs;

import io.chromaflow.report.Report;
import io.chromaflow.report.ReportWriter;
import io.chromaflow.run.RunConfig;
import io.chromaflow.source.ImageDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a whole run on one page: the run's folder in, {@code index.html} out. */
final class ReportJob {

  private static final Logger LOG = LoggerFactory.getLogger(ReportJob.class);

  /** The page's file. */
  static final String PAGE = "index.html";

  private ReportJob() {}

  /**
   * Runs the job; the same run gives the same page.
   *
   * @param spark the session
   * @param config with {@code report} and {@code source}
   * @param paths the run in, the page's folder out
   * @throws io.chromaflow.run.JobException {@link io.chromaflow.run.ExitCode#BAD_INPUT} when the
   *     input has no finished stage
   */
  static void run(SparkSession spark, RunConfig config, JobPaths paths) {
    ImageDecoder decoder = config.read("source", ImageDecoder::fromConfig);
    Gallery.Settings settings =
        config.read("report", report -> Gallery.Settings.fromConfig(report, decoder));
    RunParts parts =
        new RunReader(spark, paths.input()).read(new Gallery(spark, paths.input(), settings));
    Report report = ReportAssembly.of(config.config().getString("report.title"), parts);
    Storage storage = Storage.of(spark);
    storage.requireWritable(paths.output());
    String page = paths.output() + "/" + PAGE;
    storage.write(page, ReportWriter.html(report).getBytes(StandardCharsets.UTF_8));
    LOG.info(
        "event=done job=report page={} pictures={} missing={}",
        page,
        parts.pictures().size(),
        parts.missing().size());
    // For the person who started it: what a demo ends with.
    report
        .headline()
        .forEach(
            figure ->
                System.out.printf("%s: %s (%s)%n", figure.label(), figure.value(), figure.note()));
  }
}
