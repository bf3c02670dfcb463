/** Rides and faults on the running system, where every part is real and people come over HTTP. */
@NullMarked
package dev.ridewire.systemtests.stack;

import org.jspecify.annotations.NullMarked;
