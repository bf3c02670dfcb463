/** Parts that the applications around the measured libraries share. */
@NullMarked
package dev.ridewire.bench.peers;

import org.jspecify.annotations.NullMarked;
