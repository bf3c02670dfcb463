/** The HTTP API: shifts and offers for drivers, a ride's search for dispatchers. */
@NullMarked
package dev.ridewire.dispatch.adapter.web;

import org.jspecify.annotations.NullMarked;
