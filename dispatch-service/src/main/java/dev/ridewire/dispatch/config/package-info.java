/** The assembly of the parts, and their configuration. */
@NullMarked
package dev.ridewire.dispatch.config;

import org.jspecify.annotations.NullMarked;
