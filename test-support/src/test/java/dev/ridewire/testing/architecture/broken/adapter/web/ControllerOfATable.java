package dev.ridewire.testing.architecture.broken.adapter.web;

import dev.ridewire.testing.architecture.broken.adapter.persistence.Table;

/** What no adapter may do: reach into another one. */
final class ControllerOfATable {
    Table table() {
        return new Table();
    }
}
