/** Writes that a client who hangs up can't cut in half. */
@NullMarked
package dev.ridewire.web.reactive;

import org.jspecify.annotations.NullMarked;
