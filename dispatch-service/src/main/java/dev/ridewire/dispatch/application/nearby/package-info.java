/** The cars around a rider, blurred. */
@NullMarked
package dev.ridewire.dispatch.application.nearby;

import org.jspecify.annotations.NullMarked;
