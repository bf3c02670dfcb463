/** A driver's offers: one answer, one stream. */
@NullMarked
package dev.ridewire.dispatch.adapter.web.offer;

import org.jspecify.annotations.NullMarked;
