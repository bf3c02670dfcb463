/** The free cars around a rider, as the rider sees them. */
@NullMarked
package dev.ridewire.dispatch.domain.nearby;

import org.jspecify.annotations.NullMarked;
