/** Dispatch: which driver takes which ride. */
@NullMarked
package dev.ridewire.dispatch;

import org.jspecify.annotations.NullMarked;
