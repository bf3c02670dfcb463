/** What dispatch does, one class a use case, and the ports it needs for that. */
@NullMarked
package dev.ridewire.dispatch.application;

import org.jspecify.annotations.NullMarked;
