/** The endpoints for dispatchers. */
@NullMarked
package dev.ridewire.dispatch.adapter.web.matching;

import org.jspecify.annotations.NullMarked;
