/** Matches follow their rides, give up and are forgotten. */
@NullMarked
package dev.ridewire.dispatch.application.ride;

import org.jspecify.annotations.NullMarked;
