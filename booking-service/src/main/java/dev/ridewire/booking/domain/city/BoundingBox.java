package dev.ridewire.booking.domain.city;

/** The smallest box of degrees around something. */
public record BoundingBox(double south, double west, double north, double east) {}
