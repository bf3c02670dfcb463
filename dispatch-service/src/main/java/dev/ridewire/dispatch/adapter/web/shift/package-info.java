/** A driver's own shift. */
@NullMarked
package dev.ridewire.dispatch.adapter.web.shift;

import org.jspecify.annotations.NullMarked;
