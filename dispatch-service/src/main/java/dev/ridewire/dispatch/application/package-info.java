/** The use cases of dispatch, one class each, and the ports that they need. */
@NullMarked
package dev.ridewire.dispatch.application;

import org.jspecify.annotations.NullMarked;
