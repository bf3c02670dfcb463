/** What the streams of events of all services have in common. */
@NullMarked
package dev.ridewire.web.stream;

import org.jspecify.annotations.NullMarked;
