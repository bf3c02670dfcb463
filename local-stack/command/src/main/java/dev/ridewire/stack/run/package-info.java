/** The parts as supervised children: started in order, revived when they die, stopped in reverse. */
@NullMarked
package dev.ridewire.stack.run;

import org.jspecify.annotations.NullMarked;
