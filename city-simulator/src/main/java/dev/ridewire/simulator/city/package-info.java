/** The city: trips, made up or read from a file, and the movement of cars. */
@NullMarked
package dev.ridewire.simulator.city;

import org.jspecify.annotations.NullMarked;
