/** The pages in docs may only name evidence that exists. */
@NullMarked
package dev.ridewire.systemtests.pages;

import org.jspecify.annotations.NullMarked;
