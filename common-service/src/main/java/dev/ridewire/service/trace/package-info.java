/** The passing of traces through database rows and Kafka records. */
@NullMarked
package dev.ridewire.service.trace;

import org.jspecify.annotations.NullMarked;
