/** The dispatcher's map. */
@NullMarked
package dev.ridewire.tracking.application.map;

import org.jspecify.annotations.NullMarked;
