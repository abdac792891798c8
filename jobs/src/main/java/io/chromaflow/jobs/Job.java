package io.chromaflow.jobs;

import io.chromaflow.run.Command;
import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import io.chromaflow.run.RunConfig;
import org.apache.spark.sql.SparkSession;

/** What the five jobs have in common: a session, a configuration and two paths. */
@FunctionalInterface
interface Job {

  /**
   * Does what is missing of the work.
   *
   * @throws JobException how the run ends when it does not end well
   */
  void run(SparkSession spark, RunConfig config, JobPaths paths);

  /** Returns the job behind a command. */
  static Job of(Command command) {
    return switch (command) {
      case PREPARE -> PrepareJob::run;
      case TRAIN -> TrainJob::run;
      case COLORIZE -> ColorizeJob::run;
      case EVALUATE -> EvaluateJob::run;
      case REPORT -> ReportJob::run;
      case DEMO ->
          throw new JobException(
              ExitCode.BAD_CONFIG,
              "demo: runs from the launcher only; type deploy/chromaflow demo");
    };
  }
}
