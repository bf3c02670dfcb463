/** The three services in one small server, for the simulator's own tests. */
@NullMarked
package dev.ridewire.simulator.fake;

import org.jspecify.annotations.NullMarked;
