/** Matches, drivers and offers: what may happen to them, decided without I/O, clock or chance. */
@NullMarked
package dev.ridewire.dispatch.domain;

import org.jspecify.annotations.NullMarked;
