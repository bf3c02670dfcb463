/** The record of the lives of rides, and its views. */
@NullMarked
package dev.ridewire.tracking.application.life;

import org.jspecify.annotations.NullMarked;
