/** What tracking does, one class a use case, and the ports it needs. */
@NullMarked
package dev.ridewire.tracking.application;

import org.jspecify.annotations.NullMarked;
