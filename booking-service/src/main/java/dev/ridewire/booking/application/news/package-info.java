/** The news that other services send about rides, and the commands that follow. */
@NullMarked
package dev.ridewire.booking.application.news;

import org.jspecify.annotations.NullMarked;
