/** From a topic into a service's database: how fast one listener thread is where the effect costs nothing. */
@NullMarked
package dev.ridewire.bench.inbox;

import org.jspecify.annotations.NullMarked;
