/** Tests of which trips are served, and at which tariff. */
@NullMarked
package dev.ridewire.booking.domain.city;

import org.jspecify.annotations.NullMarked;
