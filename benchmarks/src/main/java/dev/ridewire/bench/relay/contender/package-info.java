/** The compared relays from a table to Kafka. */
@NullMarked
package dev.ridewire.bench.relay.contender;

import org.jspecify.annotations.NullMarked;
