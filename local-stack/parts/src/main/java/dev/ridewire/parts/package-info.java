/** PostgreSQL and Kafka as child processes that die with the process that started them. */
@NullMarked
package dev.ridewire.parts;

import org.jspecify.annotations.NullMarked;
