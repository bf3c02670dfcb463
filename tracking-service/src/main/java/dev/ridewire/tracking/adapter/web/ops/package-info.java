/** The endpoints for dispatchers. */
@NullMarked
package dev.ridewire.tracking.adapter.web.ops;

import org.jspecify.annotations.NullMarked;
