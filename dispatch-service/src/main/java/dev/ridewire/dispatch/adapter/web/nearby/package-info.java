/** The cars around a rider, over HTTP. */
@NullMarked
package dev.ridewire.dispatch.adapter.web.nearby;

import org.jspecify.annotations.NullMarked;
