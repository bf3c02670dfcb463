/** Dead letters and refused events as the command shows and settles them. */
@NullMarked
package dev.ridewire.stack.letters;

import org.jspecify.annotations.NullMarked;
