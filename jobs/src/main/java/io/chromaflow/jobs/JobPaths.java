package io.chromaflow.jobs;

import io.chromaflow.run.Checks;

/**
 * Where a job reads and writes: local folders, hdfs:// or s3a://.
 *
 * @param input what the job reads; it must exist
 * @param output what the job writes; made when missing
 */
record JobPaths(String input, String output) {

  /** Refuses to write where it reads. */
  JobPaths {
    Checks.require(!input.equals(output), "--output: must differ from --input, both are %s", input);
  }
}
