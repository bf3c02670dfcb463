/** What the applications around the measured libraries have in common. */
@NullMarked
package dev.ridewire.bench.peers;

import org.jspecify.annotations.NullMarked;
