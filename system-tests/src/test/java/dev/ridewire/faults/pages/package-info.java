/** The pages in docs may only name evidence that exists. */
@NullMarked
package dev.ridewire.faults.pages;

import org.jspecify.annotations.NullMarked;
