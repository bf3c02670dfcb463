/** Solvers of one batch of dispatch, measured side by side on the batches of a moving city. */
@NullMarked
package dev.ridewire.bench.matching;

import org.jspecify.annotations.NullMarked;
