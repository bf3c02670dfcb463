/** The protocol between booking and dispatch, run over a bus that duplicates, delays, reorders and redelivers. */
@NullMarked
package dev.ridewire.systemtests.protocol;

import org.jspecify.annotations.NullMarked;
