/**
 * One self-contained HTML page from the tables of a run.
 *
 * <p>In flow tables and pictures already chosen; out flow HTML. It must not know Spark, the engine
 * or how a number was computed.
 */
@NullMarked
package io.chromaflow.report;

import org.jspecify.annotations.NullMarked;
