/**
 * One Lab tensor: its record, its bytes in a table, and the split that it belongs to.
 *
 * <p>In flow Lab images and content hashes; out flow table-ready bytes and back. It must not know
 * Spark, Parquet or the flow.
 */
@NullMarked
package io.chromaflow.shard;

import org.jspecify.annotations.NullMarked;
