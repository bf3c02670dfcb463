/** Tests of what a receipt shows to whom. */
@NullMarked
package dev.ridewire.booking.domain.billing;

import org.jspecify.annotations.NullMarked;
