/** Drivers start and end shifts. */
@NullMarked
package dev.ridewire.dispatch.application.shift;

import org.jspecify.annotations.NullMarked;
