/**
 * From lightness to the features that steer the flow at each resolution.
 *
 * <p>In flow normalised L [N,1,H,W]; out flow one feature map or vector for each named condition.
 * It must not know couplings, losses or images.
 */
@NullMarked
package io.chromaflow.condition;

import org.jspecify.annotations.NullMarked;
