/** The dispatcher's board. */
@NullMarked
package dev.ridewire.tracking.application.board;

import org.jspecify.annotations.NullMarked;
