/** A city of riders and drivers that live on the public HTTP API alone: what to simulate, how it goes, how it ended. */
@NullMarked
package dev.ridewire.simulator;

import org.jspecify.annotations.NullMarked;
