/** Puts the service together. */
@NullMarked
package dev.ridewire.tracking.config;

import org.jspecify.annotations.NullMarked;
