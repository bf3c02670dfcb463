package dev.ridewire.booking.domain.city;

/** The smallest box of degrees that contains an area. */
public record BoundingBox(double south, double west, double north, double east) {}
