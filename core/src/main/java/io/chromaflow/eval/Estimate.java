package io.chromaflow.eval;

import java.util.OptionalDouble;

/**
 * A figure over a set of images, with its error bar.
 *
 * @param value the figure
 * @param standardError its standard error, in the figure's unit; empty when there are too few
 *     images for one
 * @param count images it is over, at least 1
 */
public record Estimate(double value, OptionalDouble standardError, int count) {}
