/** The rules that every service's house keeps, and rooms that break them. */
@NullMarked
package dev.ridewire.testing.architecture;

import org.jspecify.annotations.NullMarked;
