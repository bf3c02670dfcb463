/** The endpoints to which drivers report positions. */
@NullMarked
package dev.ridewire.tracking.adapter.web.location;

import org.jspecify.annotations.NullMarked;
