package dev.ridewire.messaging.relay;

import org.jspecify.annotations.Nullable;

/**
 * A place in the WAL up to which everything is done.
 *
 * @param lsn               the position up to which the slot may be confirmed
 * @param transactionsBelow all transactions below this one are done; null where the record doesn't tell
 */
public record WalPosition(long lsn, @Nullable Long transactionsBelow) {
    /** Returns this position, with the transactions of an earlier one if it knows none itself. */
    public WalPosition after(@Nullable WalPosition earlier) {
        return transactionsBelow != null || earlier == null ? this : new WalPosition(lsn, earlier.transactionsBelow);
    }
}
