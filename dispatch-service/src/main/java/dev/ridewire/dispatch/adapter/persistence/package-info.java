/** The ports on PostgreSQL. */
@NullMarked
package dev.ridewire.dispatch.adapter.persistence;

import org.jspecify.annotations.NullMarked;
