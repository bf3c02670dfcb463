/** Writes that a client can't interrupt by disconnecting. */
@NullMarked
package dev.ridewire.web.reactive;

import org.jspecify.annotations.NullMarked;
