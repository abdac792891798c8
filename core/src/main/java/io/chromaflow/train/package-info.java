/**
 * The loss, the model as DL4J trains it, learning rates and checkpoints.
 *
 * <p>In flow Lab tensors and a training configuration; out flow parameters. It must not know Spark,
 * files or sampling.
 */
@NullMarked
package io.chromaflow.train;

import org.jspecify.annotations.NullMarked;
