/** HTTP clients for tests. */
@NullMarked
package dev.ridewire.testing.web;

import org.jspecify.annotations.NullMarked;
