/** Requests at random, each judged by the API's document. */
@NullMarked
package dev.ridewire.booking.adapter.web.fuzz;

import org.jspecify.annotations.NullMarked;
