/** The HTTP API: shifts and offers for drivers, cars around riders, searches for dispatchers. */
@NullMarked
package dev.ridewire.dispatch.adapter.web;

import org.jspecify.annotations.NullMarked;
