/**
 * The reading of request bodies: tolerant of fields that a newer client sends, strict about the types of those we know.
 */
@NullMarked
package dev.ridewire.web.json;

import org.jspecify.annotations.NullMarked;
