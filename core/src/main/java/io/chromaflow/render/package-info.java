/**
 * From L at full resolution and ab at the flow's to a finished picture.
 *
 * <p>In flow a photo's L and a colouring; out flow an encoded image. It must not know Spark or the
 * flow.
 */
@NullMarked
package io.chromaflow.render;

import org.jspecify.annotations.NullMarked;
