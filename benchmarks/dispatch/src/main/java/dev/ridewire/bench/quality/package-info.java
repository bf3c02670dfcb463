/** The quality of dispatch: real trips replayed in simulated time under several policies. */
@NullMarked
package dev.ridewire.bench.quality;

import org.jspecify.annotations.NullMarked;
