/**
 * Early refusals, so that the other requests are answered in time: limits for one person, and for all requests under
 * way.
 */
@NullMarked
package dev.ridewire.web.load;

import org.jspecify.annotations.NullMarked;
