/** Offers: trips put before drivers, and the states and refusals of their answers. */
@NullMarked
package dev.ridewire.dispatch.domain.offer;

import org.jspecify.annotations.NullMarked;
