/** Rides as dispatch follows them: the news from booking, and the match that searches for a ride's driver. */
@NullMarked
package dev.ridewire.dispatch.domain.ride;

import org.jspecify.annotations.NullMarked;
