/** The contracts of the streams in tracking's own words, one class a stream. */
@NullMarked
package dev.ridewire.tracking.adapter.messaging;

import org.jspecify.annotations.NullMarked;
