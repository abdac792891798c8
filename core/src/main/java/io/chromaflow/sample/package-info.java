/**
 * Draws colourings from a trained flow and scores given ones.
 *
 * <p>In flow L of one image, seeds and a temperature; out flow ab samples and log-likelihoods. It
 * must not know Spark, files or how the flow was trained.
 */
@NullMarked
package io.chromaflow.sample;

import org.jspecify.annotations.NullMarked;
