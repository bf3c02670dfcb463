/** The bill of a ride that is over: what its rider paid and what its driver earned. */
@NullMarked
package dev.ridewire.booking.domain.billing;

import org.jspecify.annotations.NullMarked;
