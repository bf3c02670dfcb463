/** The contract of earnings, and the store in memory that keeps it. */
@NullMarked
package dev.ridewire.booking.application.billing;

import org.jspecify.annotations.NullMarked;
