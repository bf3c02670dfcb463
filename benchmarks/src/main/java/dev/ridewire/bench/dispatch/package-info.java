/** The measurement of dispatch: no HTTP, no database, one process. */
@NullMarked
package dev.ridewire.bench.dispatch;

import org.jspecify.annotations.NullMarked;
