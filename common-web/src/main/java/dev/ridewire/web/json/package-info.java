/**
 * The reading of request bodies: it tolerates unknown fields of newer clients, and is strict about the types of known
 * ones.
 */
@NullMarked
package dev.ridewire.web.json;

import org.jspecify.annotations.NullMarked;
