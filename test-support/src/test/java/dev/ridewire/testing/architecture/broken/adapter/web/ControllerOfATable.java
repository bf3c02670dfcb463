package dev.ridewire.testing.architecture.broken.adapter.web;

import dev.ridewire.testing.architecture.broken.adapter.persistence.Table;

/** A forbidden adapter: it reaches into another one. */
final class ControllerOfATable {
    Table table() {
        return new Table();
    }
}
