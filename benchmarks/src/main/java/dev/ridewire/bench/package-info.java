/** The {@code ridewire bench} command: measurements that people run by hand, in JVMs of their own. */
@NullMarked
package dev.ridewire.bench;

import org.jspecify.annotations.NullMarked;
