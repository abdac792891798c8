package io.chromaflow.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The rounds of a training so far, the state before it first. */
public final class TrainingHistory {

  private final List<RoundMetrics> rounds;

  /** Starts from what earlier runs have done; empty when nothing is scored yet. */
  public TrainingHistory(List<RoundMetrics> rounds) {
    this.rounds = new ArrayList<>(rounds);
  }

  /** Adds the next round. */
  public void add(RoundMetrics round) {
    rounds.add(round);
  }

  /** Returns all entries. */
  public List<RoundMetrics> rounds() {
    return List.copyOf(rounds);
  }

  /** Returns whether not even the state before training is scored. */
  public boolean isEmpty() {
    return rounds.isEmpty();
  }

  /** Returns the number of rounds trained. */
  public int trained() {
    return Math.max(0, rounds.size() - 1);
  }

  /** Returns the last entry. */
  public RoundMetrics last() {
    return rounds.get(rounds.size() - 1);
  }

  /** Returns the trained round with the best validation score. */
  public RoundMetrics best() {
    return rounds.stream()
        .filter(round -> round.round() > 0)
        .min(Comparator.comparingDouble(RoundMetrics::validationNll))
        .orElseThrow();
  }

  /**
   * Returns the best validation score before the last round, when the last one is worse than it by
   * more than a limit or is not a number.
   *
   * @param limit in nats per dimension
   */
  public OptionalDouble divergedFrom(double limit) {
    double before =
        rounds.subList(0, rounds.size() - 1).stream()
            .mapToDouble(RoundMetrics::validationNll)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    boolean sound = last().validationNll() <= before + limit;
    return sound ? OptionalDouble.empty() : OptionalDouble.of(before);
  }

  /** Returns one line of JSON an entry. */
  public String jsonLines() {
    StringBuilder lines = new StringBuilder();
    rounds.forEach(round -> lines.append(round.json()).append('\n'));
    return lines.toString();
  }

  /**
   * Returns the last entry as {@code key=value} pairs, with the time left.
   *
   * @param of rounds in all
   */
  public String progress(int of) {
    RoundMetrics now = last();
    OptionalDouble seconds = rounds.stream().skip(1).mapToDouble(RoundMetrics::seconds).average();
    String eta =
        seconds.isPresent()
            ? Math.round(seconds.getAsDouble() * (of - now.round())) + "s"
            : "unknown";
    return String.format(
        Locale.ROOT,
        "round=%d of=%d images=%d rate=%.1f/s train-nll=%.4f validation-nll=%.4f learning-rate=%.2e eta=%s",
        now.round(),
        of,
        now.imagesSeen(),
        now.imagesPerSecond(),
        now.trainNll(),
        now.validationNll(),
        now.learningRate(),
        eta);
  }
}
