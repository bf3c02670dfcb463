/** The HTTP doors: pings in, live streams out. */
@NullMarked
package dev.ridewire.tracking.adapter.web;

import org.jspecify.annotations.NullMarked;
