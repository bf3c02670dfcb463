/** The positions and travel times of drivers: an H3 index in memory and straight lines. */
@NullMarked
package dev.ridewire.dispatch.adapter.geo;

import org.jspecify.annotations.NullMarked;
