/**
 * Under booking's {@code POST /v1/rides}: the bare handler that it is compared with, and what the measurement needs of
 * booking's classes.
 */
@NullMarked
package dev.ridewire.bench.floor;

import org.jspecify.annotations.NullMarked;
