/** The console's pages, and the few commands that they pass on. */
@NullMarked
package dev.ridewire.tracking.adapter.web.console;

import org.jspecify.annotations.NullMarked;
