/** What the stack keeps in its folder: data, logs, keys, process ids and where everything listens. */
@NullMarked
package dev.ridewire.stack.home;

import org.jspecify.annotations.NullMarked;
