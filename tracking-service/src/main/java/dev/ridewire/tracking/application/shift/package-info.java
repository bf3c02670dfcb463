/** The shifts that an instance knows. */
@NullMarked
package dev.ridewire.tracking.application.shift;

import org.jspecify.annotations.NullMarked;
