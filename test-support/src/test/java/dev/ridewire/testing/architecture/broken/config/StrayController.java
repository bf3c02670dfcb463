package dev.ridewire.testing.architecture.broken.config;

/** A controller where nobody looks for one. */
final class StrayController {}
