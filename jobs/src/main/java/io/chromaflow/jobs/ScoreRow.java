package io.chromaflow.jobs;

/**
 * One row of {@link ScoreTable}.
 *
 * @param imageId content hash of the photo
 * @param method as {@link io.chromaflow.eval.Method#id}
 * @param metric as {@link io.chromaflow.eval.Metric#id}, or one of the table's sample metrics
 * @param sample index of the sample, or {@link ScoreTable#WHOLE_IMAGE}
 * @param value in the metric's unit
 */
record ScoreRow(String imageId, String method, String metric, int sample, double value) {}
