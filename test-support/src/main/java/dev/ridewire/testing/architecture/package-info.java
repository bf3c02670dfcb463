/** The architecture rules of every service, and examples that break them. */
@NullMarked
package dev.ridewire.testing.architecture;

import org.jspecify.annotations.NullMarked;
