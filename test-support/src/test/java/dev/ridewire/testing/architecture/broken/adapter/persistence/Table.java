package dev.ridewire.testing.architecture.broken.adapter.persistence;

/** A table that a web adapter reads. */
public final class Table {}
