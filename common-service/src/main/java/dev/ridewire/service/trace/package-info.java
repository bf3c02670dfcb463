/** The passing of a trace through rows and records. */
@NullMarked
package dev.ridewire.service.trace;

import org.jspecify.annotations.NullMarked;
