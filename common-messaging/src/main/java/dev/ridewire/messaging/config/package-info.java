/** Wires messaging into a service: its properties, connections, migrations and the parts that run. */
@NullMarked
package dev.ridewire.messaging.config;

import org.jspecify.annotations.NullMarked;
