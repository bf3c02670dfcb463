package dev.ridewire.booking.domain;

/** The smallest box of degrees around something. */
public record BoundingBox(double south, double west, double north, double east) {}
