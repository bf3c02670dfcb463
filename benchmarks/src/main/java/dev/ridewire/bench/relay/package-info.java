/**
 * The measurement from commit to consumer: the same load for every contender, each relay in a JVM of its own on the
 * same parts.
 */
@NullMarked
package dev.ridewire.bench.relay;

import org.jspecify.annotations.NullMarked;
