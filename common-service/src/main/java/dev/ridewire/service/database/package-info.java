/** A service's access to its own database. */
@NullMarked
package dev.ridewire.service.database;

import org.jspecify.annotations.NullMarked;
