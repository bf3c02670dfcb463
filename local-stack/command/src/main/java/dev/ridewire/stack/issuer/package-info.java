/** The local issuer: whoever can read this folder may be anyone, on this machine only. */
@NullMarked
package dev.ridewire.stack.issuer;

import org.jspecify.annotations.NullMarked;
