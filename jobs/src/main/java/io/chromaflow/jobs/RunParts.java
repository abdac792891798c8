package io.chromaflow.jobs;

import io.chromaflow.report.DataSummary;
import io.chromaflow.report.PictureRow;
import io.chromaflow.report.TrainingCurve;
import io.chromaflow.run.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run folder has to tell; what it lacks is empty.
 *
 * @param manifests of the stages that are there, by the stage's folder, in the order of the data
 * @param summary figures of the set
 * @param rounds of training
 * @param pictures rows of the grid
 * @param rejected kinds of quarantined photos
 * @param missing what is not there, one sentence each
 */
record RunParts(
    Map<String, RunManifest> manifests,
    Optional<ScoreSummary> summary,
    List<TrainingCurve.Round> rounds,
    List<PictureRow> pictures,
    List<DataSummary.Rejected> rejected,
    List<String> missing) {}
