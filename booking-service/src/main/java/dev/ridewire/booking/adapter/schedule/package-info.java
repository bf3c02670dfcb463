/** What happens because time passes. */
@NullMarked
package dev.ridewire.booking.adapter.schedule;

import org.jspecify.annotations.NullMarked;
