/**
 * The assignment of drivers to waiting rides: a batch at once, at the lowest total cost. The service calls {@link
 * BatchMatching} without further terms. The implementations of {@link PairTerm}, {@link NextRide}, {@link PickupBound}
 * and {@link Reconsidering} run in the quality benchmark only, until a decision switches them on ({@code
 * docs/adr/0032-terms-measured-on-real-trips.md}).
 */
@NullMarked
package dev.ridewire.dispatch.domain.matching;

import org.jspecify.annotations.NullMarked;
