package dev.ridewire.testing.parts;

/** A PostgreSQL that belongs to one test. */
public interface OwnPostgres extends Postgres, AutoCloseable {
    /** Stops it and forgets its data. */
    @Override
    void close();
}
