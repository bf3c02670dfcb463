/** Every error as RFC 9457 problem+json. */
@NullMarked
package dev.ridewire.web.problem;

import org.jspecify.annotations.NullMarked;
