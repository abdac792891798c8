package io.chromaflow.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What one round of training showed.
 *
 * @param round from 1; 0 is the state before training
 * @param imagesSeen images of all rounds so far
 * @param trainNll mean over the scored training images without noise, nats per dimension
 * @param validationNll mean over the scored validation images, nats per dimension
 * @param learningRate Adam's rate in the round
 * @param imagesPerSecond trained in the round, its overheads counted
 * @param seconds that the round took, without scoring
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RoundMetrics(
    int round,
    long imagesSeen,
    double trainNll,
    double validationNll,
    double learningRate,
    double imagesPerSecond,
    double seconds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns one line of JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers are always JSON", e);
    }
  }
}
