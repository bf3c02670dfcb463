/** The tracking service: live positions, ride streams and measured trips. */
@NullMarked
package dev.ridewire.tracking;

import org.jspecify.annotations.NullMarked;
