/**
 * What a run is: its resolved configuration, its seeds, its manifest and how it may end.
 *
 * <p>In flow arguments and files; out flow checked values. Every package may use this one; it uses
 * none of ours and nothing of Spark, ND4J or DL4J.
 */
@NullMarked
package io.chromaflow.run;

import org.jspecify.annotations.NullMarked;
