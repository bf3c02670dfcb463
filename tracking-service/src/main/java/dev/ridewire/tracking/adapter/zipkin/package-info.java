/** Spans from Zipkin. */
@NullMarked
package dev.ridewire.tracking.adapter.zipkin;

import org.jspecify.annotations.NullMarked;
