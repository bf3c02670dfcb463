/**
 * The inbox, from a topic into a service's database: the speed of one listener thread with an effect that costs
 * nothing.
 */
@NullMarked
package dev.ridewire.bench.inbox;

import org.jspecify.annotations.NullMarked;
