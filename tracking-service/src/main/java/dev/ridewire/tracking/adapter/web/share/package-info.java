/** The endpoints and the page of shared rides. */
@NullMarked
package dev.ridewire.tracking.adapter.web.share;

import org.jspecify.annotations.NullMarked;
