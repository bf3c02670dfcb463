/** The streams of Ridewire, and the envelope each event travels in. */
@NullMarked
package dev.ridewire.events;

import org.jspecify.annotations.NullMarked;
