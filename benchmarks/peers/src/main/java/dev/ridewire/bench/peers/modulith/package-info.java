/** An application that publishes events with Spring Modulith, which externalizes them to Kafka. */
@NullMarked
package dev.ridewire.bench.peers.modulith;

import org.jspecify.annotations.NullMarked;
