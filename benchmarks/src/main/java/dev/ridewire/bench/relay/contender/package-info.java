/** The ways from a table to Kafka that are compared. */
@NullMarked
package dev.ridewire.bench.relay.contender;

import org.jspecify.annotations.NullMarked;
