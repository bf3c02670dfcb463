/** The contracts of other services in dispatch's own words, and the other way round. */
@NullMarked
package dev.ridewire.dispatch.adapter.messaging;

import org.jspecify.annotations.NullMarked;
