package dev.ridewire.messaging.relay;

import org.jspecify.annotations.Nullable;

/**
 * A place in the WAL up to which everything is done.
 *
 * @param lsn               the position up to which the slot may be confirmed
 * @param transactionsBelow all transactions below this one are done; null where the record doesn't tell
 */
record Position(long lsn, @Nullable Long transactionsBelow) {}
