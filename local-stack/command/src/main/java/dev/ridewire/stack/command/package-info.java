/** The subcommands of {@code ridewire}, one class each. */
@NullMarked
package dev.ridewire.stack.command;

import org.jspecify.annotations.NullMarked;
