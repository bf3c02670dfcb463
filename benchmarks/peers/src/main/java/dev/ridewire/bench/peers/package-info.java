/** Parts that the applications of the measured libraries share. */
@NullMarked
package dev.ridewire.bench.peers;

import org.jspecify.annotations.NullMarked;
