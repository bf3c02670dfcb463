/** The cost of an authenticated request that needs no database: ours, an earlier commit's, and a bare handler's. */
@NullMarked
package dev.ridewire.bench.edge;

import org.jspecify.annotations.NullMarked;
