/** The edge seen from outside: a small application over real HTTP. */
@NullMarked
package dev.ridewire.web;

import org.jspecify.annotations.NullMarked;
