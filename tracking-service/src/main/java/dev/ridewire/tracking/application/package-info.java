/** The use cases of tracking, one class each, and their ports. */
@NullMarked
package dev.ridewire.tracking.application;

import org.jspecify.annotations.NullMarked;
