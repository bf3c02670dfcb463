/** The local issuer: anyone who can read this folder can act as any person, on this machine only. */
@NullMarked
package dev.ridewire.stack.issuer;

import org.jspecify.annotations.NullMarked;
