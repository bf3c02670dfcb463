/** The work on rides because time has passed, a batch at a time. */
@NullMarked
package dev.ridewire.booking.application.deadline;

import org.jspecify.annotations.NullMarked;
