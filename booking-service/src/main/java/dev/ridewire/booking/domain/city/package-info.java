/** The cities that are served: their areas, their tariffs, and the trips that they take. */
@NullMarked
package dev.ridewire.booking.domain.city;

import org.jspecify.annotations.NullMarked;
