/** What booking does, one class per use case, and the ports it needs. */
@NullMarked
package dev.ridewire.booking.application;

import org.jspecify.annotations.NullMarked;
