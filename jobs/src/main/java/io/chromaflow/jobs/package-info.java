/**
 * The jobs: each reads one table, calls core, and writes the next.
 *
 * <p>In flow paths and a configuration; out flow tables with manifests. No rule lives here but the
 * one that an aggregate says; no job calls another.
 */
@NullMarked
package io.chromaflow.jobs;

import org.jspecify.annotations.NullMarked;
