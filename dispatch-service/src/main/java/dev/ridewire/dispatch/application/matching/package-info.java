/** Batches of waiting rides get drivers, and dispatchers see how. */
@NullMarked
package dev.ridewire.dispatch.application.matching;

import org.jspecify.annotations.NullMarked;
