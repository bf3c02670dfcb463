/** Contenders that measure how far simulated phones were driven. */
@NullMarked
package dev.ridewire.bench.trip;

import org.jspecify.annotations.NullMarked;
