/** Schema migrations that never block writers. */
@NullMarked
package dev.ridewire.service.migration;

import org.jspecify.annotations.NullMarked;
