/** The parts as tests use them: shared by a JVM's tests, started when first asked for, gone when it ends. */
@NullMarked
package dev.ridewire.testing.parts;

import org.jspecify.annotations.NullMarked;
