/** Events stored beside the aggregate they tell of, in the same statement. */
@NullMarked
package dev.ridewire.messaging.outbox;

import org.jspecify.annotations.NullMarked;
