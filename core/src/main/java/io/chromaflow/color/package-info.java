/**
 * sRGB to CIELAB and back, and the normalisation of Lab that the flow sees.
 *
 * <p>In flow pixels; out flow Lab values. It must not know images, files, Spark or the flow.
 */
@NullMarked
package io.chromaflow.color;

import org.jspecify.annotations.NullMarked;
