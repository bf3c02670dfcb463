/** Links by which someone without an account watches a ride. */
@NullMarked
package dev.ridewire.tracking.application.share;

import org.jspecify.annotations.NullMarked;
