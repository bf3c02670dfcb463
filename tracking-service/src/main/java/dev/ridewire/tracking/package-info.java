/** Where drivers are, who may watch them come, and how far they drove. */
@NullMarked
package dev.ridewire.tracking;

import org.jspecify.annotations.NullMarked;
