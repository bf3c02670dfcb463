/** An application that schedules events with Namastack Outbox and sends them to Kafka in its handler. */
@NullMarked
package dev.ridewire.bench.peers.namastack;

import org.jspecify.annotations.NullMarked;
