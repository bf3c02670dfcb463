/** Plausible pings, arrival times and measured trips. Plain Java: time is passed in. */
@NullMarked
package dev.ridewire.tracking.domain;

import org.jspecify.annotations.NullMarked;
