/** The three services as a client sees them: calls with time limits and bounded retries, answers as sealed types. */
@NullMarked
package dev.ridewire.simulator.api;

import org.jspecify.annotations.NullMarked;
