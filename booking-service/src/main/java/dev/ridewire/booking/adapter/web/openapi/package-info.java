/** The API's document: generated from the controllers, and laid over with what code can't say. */
@NullMarked
package dev.ridewire.booking.adapter.web.openapi;

import org.jspecify.annotations.NullMarked;
