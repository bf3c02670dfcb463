/** The assignment of drivers to waiting rides: a batch at once, at the lowest total cost. */
@NullMarked
package dev.ridewire.dispatch.domain.matching;

import org.jspecify.annotations.NullMarked;
