/** The people: what a rider and a driver do next, and the ledger of what they saw. */
@NullMarked
package dev.ridewire.simulator.bot;

import org.jspecify.annotations.NullMarked;
