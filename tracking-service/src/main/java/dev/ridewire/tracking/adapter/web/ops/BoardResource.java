package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.board.Board;
import dev.ridewire.tracking.application.board.ViewingBoard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the board.
 *
 * @param counts     of all rides that are not over, whatever the filter; by state
 * @param nextCursor null on the last page
 */
record BoardResource(List<BoardRideResource> items, List<Count> counts, @Nullable String nextCursor) {
    record Count(String state, long rides, long stuck) {
        static Count of(Board.Count count) {
            return new Count(count.state().name(), count.rides(), count.stuck());
        }
    }

    static BoardResource of(ViewingBoard.Page page) {
        return new BoardResource(page.rides().stream().map(BoardRideResource::of).toList(),
                page.counts().stream().map(Count::of).toList(),
                page.next() == null ? null : Cursors.of(page.next()));
    }
}
