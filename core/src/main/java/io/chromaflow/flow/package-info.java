/**
 * The invertible steps and the conditional flow that they make.
 *
 * <p>In flow ab [N,C,H,W] or latents, with projected conditions; out flow latents or ab, with
 * log-determinants [N] in nats. It must not know how conditions are computed, losses, images or
 * DL4J.
 */
@NullMarked
package io.chromaflow.flow;

import org.jspecify.annotations.NullMarked;
