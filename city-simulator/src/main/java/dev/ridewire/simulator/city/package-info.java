/** Where people want to go and how cars move: trips made up or read from a file. */
@NullMarked
package dev.ridewire.simulator.city;

import org.jspecify.annotations.NullMarked;
