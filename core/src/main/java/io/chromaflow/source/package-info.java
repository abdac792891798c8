/**
 * Encoded image files to upright RGB photos.
 *
 * <p>In flow bytes of one file and its name; out flow a photo, or a {@code DataException} that says
 * why not. It must not know Spark, Lab tensors or the flow.
 */
@NullMarked
package io.chromaflow.source;

import org.jspecify.annotations.NullMarked;
