@NullMarked
package dev.ridewire.booking.adapter.web.openapi;

import org.jspecify.annotations.NullMarked;
