/** Places and distances in the words that every service uses. Plain Java. */
@NullMarked
package dev.ridewire.geo;

import org.jspecify.annotations.NullMarked;
