/** The HTTP endpoints: reports of positions in, live streams out. */
@NullMarked
package dev.ridewire.tracking.adapter.web;

import org.jspecify.annotations.NullMarked;
