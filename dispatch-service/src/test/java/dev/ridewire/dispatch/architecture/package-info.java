/** The house rules as tests. */
@NullMarked
package dev.ridewire.dispatch.architecture;

import org.jspecify.annotations.NullMarked;
