/** Places and distances as types that every service uses. Plain Java. */
@NullMarked
package dev.ridewire.geo;

import org.jspecify.annotations.NullMarked;
