/**
 * Early refusals, so that the rest is answered steadily: how often one person may ask, and how much may be under way at
 * once.
 */
@NullMarked
package dev.ridewire.web.load;

import org.jspecify.annotations.NullMarked;
