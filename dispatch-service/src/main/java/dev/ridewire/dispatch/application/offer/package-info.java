/** Drivers see, answer and miss offers. */
@NullMarked
package dev.ridewire.dispatch.application.offer;

import org.jspecify.annotations.NullMarked;
