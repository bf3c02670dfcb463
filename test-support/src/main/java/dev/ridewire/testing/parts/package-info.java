/** The parts as tests use them: the tests of a JVM share them; they start at their first use and end with the JVM. */
@NullMarked
package dev.ridewire.testing.parts;

import org.jspecify.annotations.NullMarked;
