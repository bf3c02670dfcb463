/** What people type, one class a command. */
@NullMarked
package dev.ridewire.stack.command;

import org.jspecify.annotations.NullMarked;
