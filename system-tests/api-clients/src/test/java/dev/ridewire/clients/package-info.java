/** Clients that know booking by its OpenAPI document alone, and the booking that they are tried against. */
@NullMarked
package dev.ridewire.clients;

import org.jspecify.annotations.NullMarked;
