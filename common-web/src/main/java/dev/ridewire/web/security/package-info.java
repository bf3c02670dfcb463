/** The identity of the person who sends a request, and the rights of each role. */
@NullMarked
package dev.ridewire.web.security;

import org.jspecify.annotations.NullMarked;
