/** A request's trace, known on every thread that works for it. */
@NullMarked
package dev.ridewire.web.trace;

import org.jspecify.annotations.NullMarked;
