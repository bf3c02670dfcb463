/** How the parts are put together and what can be configured. */
@NullMarked
package dev.ridewire.dispatch.config;

import org.jspecify.annotations.NullMarked;
