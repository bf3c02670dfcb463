/**
 * Events that were set aside, for people: found, shown, sent again or given up. Needs Kafka's client and JDBC, nothing
 * else.
 */
@NullMarked
package dev.ridewire.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
