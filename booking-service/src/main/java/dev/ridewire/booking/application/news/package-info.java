/** The news that dispatch and tracking have about rides, and what follows from it. */
@NullMarked
package dev.ridewire.booking.application.news;

import org.jspecify.annotations.NullMarked;
