/** The parts as supervised child processes: started in order, restarted when they die, stopped in reverse order. */
@NullMarked
package dev.ridewire.stack.run;

import org.jspecify.annotations.NullMarked;
