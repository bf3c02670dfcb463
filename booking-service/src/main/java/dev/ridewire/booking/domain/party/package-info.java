/** The people around a ride: who they are, and what they may be to it. */
@NullMarked
package dev.ridewire.booking.domain.party;

import org.jspecify.annotations.NullMarked;
