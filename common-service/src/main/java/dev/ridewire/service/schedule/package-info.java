/** Work that comes round again and again, in every service alike. */
@NullMarked
package dev.ridewire.service.schedule;

import org.jspecify.annotations.NullMarked;
