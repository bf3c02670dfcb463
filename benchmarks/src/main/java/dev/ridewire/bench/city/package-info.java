/** The processor time of the demonstration's city, by process, of this checkout and of an earlier commit. */
@NullMarked
package dev.ridewire.bench.city;

import org.jspecify.annotations.NullMarked;
