/** The use cases of booking, one class each, and the ports that they need. */
@NullMarked
package dev.ridewire.booking.application;

import org.jspecify.annotations.NullMarked;
