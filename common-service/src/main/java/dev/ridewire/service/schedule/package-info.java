/** Repeated work, the same way in every service. */
@NullMarked
package dev.ridewire.service.schedule;

import org.jspecify.annotations.NullMarked;
