/** Prices: rates, the fare of a trip, quotes that promise one, and the settlement that makes it final. */
@NullMarked
package dev.ridewire.booking.domain.fare;

import org.jspecify.annotations.NullMarked;
