package dev.ridewire.house.broken.config;

/** A controller where nobody looks for one. */
final class StrayController {}
