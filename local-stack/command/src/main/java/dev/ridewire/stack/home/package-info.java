/** The stack's folder: data, logs, keys, process ids and the ports of every part. */
@NullMarked
package dev.ridewire.stack.home;

import org.jspecify.annotations.NullMarked;
