/** The pages of documentation that tests compare with a running service. */
@NullMarked
package dev.ridewire.testing.pages;

import org.jspecify.annotations.NullMarked;
