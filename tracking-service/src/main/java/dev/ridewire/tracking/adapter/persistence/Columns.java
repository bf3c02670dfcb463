package dev.ridewire.tracking.adapter.persistence;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Access to columns that the schema declares not null. */
final class Columns {
    private Columns() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
