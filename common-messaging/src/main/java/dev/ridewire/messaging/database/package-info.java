/** How a service reaches its own database. */
@NullMarked
package dev.ridewire.messaging.database;

import org.jspecify.annotations.NullMarked;
