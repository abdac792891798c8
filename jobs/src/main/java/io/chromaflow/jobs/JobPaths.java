package io.chromaflow.jobs;

import io.chromaflow.run.Checks;
import org.apache.hadoop.fs.Path;

/**
 * Where a job reads and writes: local folders, hdfs:// or s3a://.
 *
 * @param input what the job reads; it must exist
 * @param output what the job writes; made when missing
 */
record JobPaths(String input, String output) {

  /** Refuses what is no path, and to write where it reads. */
  JobPaths {
    requirePath("--input", input);
    requirePath("--output", output);
    Checks.require(!input.equals(output), "--output: must differ from --input, both are %s", input);
  }

  /** Hadoop takes what stands before a colon for a scheme. */
  private static void requirePath(String flag, String path) {
    String reason = "";
    try {
      new Path(path);
    } catch (IllegalArgumentException e) {
      reason = String.valueOf(e.getMessage());
    }
    Checks.require(
        reason.isEmpty(),
        "%s %s: is no path (%s); write ./%s for a local name with a colon",
        flag,
        path,
        reason,
        path);
  }
}
