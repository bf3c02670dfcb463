/** Faults on the running system: everything is real, and people come over HTTP. */
@NullMarked
package dev.ridewire.faults.stack;

import org.jspecify.annotations.NullMarked;
