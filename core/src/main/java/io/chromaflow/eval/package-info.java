/**
 * Metrics of colourings: errors, diversity, likelihood units and error bars.
 *
 * <p>In flow RGB arrays in [0,1] and likelihoods; out flow numbers with their definitions. It must
 * not know the engine, Spark, files or HTML.
 */
@NullMarked
package io.chromaflow.eval;

import org.jspecify.annotations.NullMarked;
