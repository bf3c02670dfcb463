/**
 * The creation of a ride as in a textbook: a controller, a transactional service, repositories, entities. It writes to
 * booking's tables and keeps booking's promises about tokens and keys; opening the quote, limits and sending the events
 * are left out, in its favour.
 */
@NullMarked
package dev.ridewire.bench.textbook;

import org.jspecify.annotations.NullMarked;
