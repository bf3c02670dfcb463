/**
 * The API's document: generated from the controllers, and completed with an overlay for the facts that code can't
 * express.
 */
@NullMarked
package dev.ridewire.booking.adapter.web.openapi;

import org.jspecify.annotations.NullMarked;
