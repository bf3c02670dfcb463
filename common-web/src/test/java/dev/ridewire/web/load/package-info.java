/** Tests of what is let in and what is refused early. */
@NullMarked
package dev.ridewire.web.load;

import org.jspecify.annotations.NullMarked;
