/** A city of riders and drivers that use only the public HTTP API: the plan of a simulation, its run and its result. */
@NullMarked
package dev.ridewire.simulator;

import org.jspecify.annotations.NullMarked;
