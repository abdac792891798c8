/**
 * Differentiable layers over flat parameter views, with hand-written gradients.
 *
 * <p>In flow activations [N,C,H,W] and gradients of a loss; out flow activations and gradients, in
 * buffers that the layer owns. It must not know couplings, likelihoods, images or DL4J.
 */
@NullMarked
package io.chromaflow.layer;

import org.jspecify.annotations.NullMarked;
