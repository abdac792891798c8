package io.chromaflow.train;

import com.typesafe.config.Config;
import io.chromaflow.run.Checks;

/**
 * Adam's rate of each round: a tenth of the initial one while warming up, then along half a cosine
 * from the initial rate to its final share.
 *
 * @param initial rate after warm-up, above 0
 * @param warmupRounds rounds at a tenth of it, at least 0
 * @param finalShare rate of the last round as a share of the initial one, in (0,1]
 * @param rounds all rounds, at least 1
 */
public record LearningRate(double initial, int warmupRounds, double finalShare, int rounds) {

  private static final double WARMUP_SHARE = 0.1;

  /** Rejects schedules that cannot train. */
  public LearningRate {
    Checks.require(
        initial > 0 && initial <= 1,
        "train.learning-rate.initial must be in (0,1], such as 1e-3, got %s",
        initial);
    Checks.require(
        warmupRounds >= 0,
        "train.learning-rate.warmup-rounds must be at least 0, got %d",
        warmupRounds);
    Checks.require(
        finalShare > 0 && finalShare <= 1,
        "train.learning-rate.final-share must be in (0,1], got %s",
        finalShare);
    Checks.require(rounds >= 1, "train.rounds must be at least 1, got %d", rounds);
  }

  /** Reads the section {@code train}. */
  public static LearningRate fromConfig(Config train) {
    Config rate = train.getConfig("learning-rate");
    return new LearningRate(
        rate.getDouble("initial"),
        rate.getInt("warmup-rounds"),
        rate.getDouble("final-share"),
        train.getInt("rounds"));
  }

  /**
   * Returns the rate of a round.
   *
   * @param round from 0 up
   */
  public double of(int round) {
    if (round < warmupRounds) {
      return initial * WARMUP_SHARE;
    }
    int last = rounds - 1 - warmupRounds;
    double done = last <= 0 ? 0 : (round - warmupRounds) / (double) last;
    return initial * (finalShare + (1 - finalShare) * (1 + Math.cos(Math.PI * done)) / 2);
  }
}
