/** The topics, decoded for people. */
@NullMarked
package dev.ridewire.stack.events;

import org.jspecify.annotations.NullMarked;
