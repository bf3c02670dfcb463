/** What a request's trace is, wherever its work is done. */
@NullMarked
package dev.ridewire.web.trace;

import org.jspecify.annotations.NullMarked;
