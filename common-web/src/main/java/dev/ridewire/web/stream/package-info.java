/** Parts that the event streams of all services share. */
@NullMarked
package dev.ridewire.web.stream;

import org.jspecify.annotations.NullMarked;
