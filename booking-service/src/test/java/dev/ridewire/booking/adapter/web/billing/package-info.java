/** Tests of receipts and earnings over HTTP, against the running service. */
@NullMarked
package dev.ridewire.booking.adapter.web.billing;

import org.jspecify.annotations.NullMarked;
