/** The work that starts because time passes: matching, expiry of offers, end of searches. */
@NullMarked
package dev.ridewire.dispatch.adapter.schedule;

import org.jspecify.annotations.NullMarked;
