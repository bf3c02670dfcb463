/** Positions of drivers and travel times, as ports. */
@NullMarked
package dev.ridewire.dispatch.application.position;

import org.jspecify.annotations.NullMarked;
