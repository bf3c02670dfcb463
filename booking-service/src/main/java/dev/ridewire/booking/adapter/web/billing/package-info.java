/** Receipts and earnings over HTTP. */
@NullMarked
package dev.ridewire.booking.adapter.web.billing;

import org.jspecify.annotations.NullMarked;
