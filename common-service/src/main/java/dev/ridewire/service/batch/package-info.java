/** Commands that travel to the database together, each with its own outcome. */
@NullMarked
package dev.ridewire.service.batch;

import org.jspecify.annotations.NullMarked;
