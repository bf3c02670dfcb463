/** Who is asking, and what their role may. */
@NullMarked
package dev.ridewire.web.security;

import org.jspecify.annotations.NullMarked;
