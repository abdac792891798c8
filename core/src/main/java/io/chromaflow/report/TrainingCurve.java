package io.chromaflow.report;

import io.chromaflow.run.Checks;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the likelihood came down in training.
 *
 * @param rounds one point a round, in order, at least one
 * @param gaussianBaseline NLL of one Gaussian per ab channel, nats per dimension; empty when not
 *     measured
 */
public record TrainingCurve(List<Round> rounds, OptionalDouble gaussianBaseline) {

  /** Copies the list and rejects an empty curve. */
  public TrainingCurve {
    rounds = List.copyOf(rounds);
    Checks.require(!rounds.isEmpty(), "a training curve needs at least 1 round, got 0");
  }

  /**
   * One round of training.
   *
   * @param round number, from 0 or 1 as the trainer counts
   * @param imagesSeen training images seen up to its end, views and repeats counted
   * @param trainNll NLL of training images after the round, nats per dimension; NaN when not
   *     measured
   * @param validationNll NLL of validation images after the round, nats per dimension; NaN when not
   *     measured
   * @param learningRate rate at its end
   * @param imagesPerSecond training images a second
   */
  public record Round(
      int round,
      long imagesSeen,
      double trainNll,
      double validationNll,
      double learningRate,
      double imagesPerSecond) {}
}
