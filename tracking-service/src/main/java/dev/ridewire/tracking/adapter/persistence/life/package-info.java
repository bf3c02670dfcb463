/** The record of lives and the board in PostgreSQL. */
@NullMarked
package dev.ridewire.tracking.adapter.persistence.life;

import org.jspecify.annotations.NullMarked;
