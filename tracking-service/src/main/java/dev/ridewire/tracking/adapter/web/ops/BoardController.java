package dev.ridewire.tracking.adapter.web.ops;

import dev.ridewire.tracking.application.board.ViewingBoard;
import dev.ridewire.tracking.application.map.ViewingMap;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The endpoints of the board and the map, each as JSON and as a stream. */
@RestController
final class BoardController {
    private final ViewingBoard board;
    private final ViewingMap map;
    private final OpsStreams streams;

    BoardController(ViewingBoard board, ViewingMap map, OpsStreams streams) {
        this.board = board;
        this.map = map;
        this.streams = streams;
    }

    @GetMapping(path = "/v1/ops/rides", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<BoardResource> board(@RequestParam MultiValueMap<String, String> query) {
        return board.page(BoardQuery.filterOf(query)).map(BoardResource::of);
    }

    @GetMapping(path = "/v1/ops/rides/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> watchBoard(
            @RequestParam MultiValueMap<String, String> query, JwtAuthenticationToken token) {
        var filter = BoardQuery.filterOf(query);
        return streams.of("board", board.watch(filter).map(BoardResource::of), token);
    }

    @GetMapping(path = "/v1/ops/map", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<MapResource> map(@RequestParam MultiValueMap<String, String> query) {
        return map.within(BoardQuery.boxOf(query)).map(MapResource::of);
    }

    @GetMapping(path = "/v1/ops/map/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> watchMap(
            @RequestParam MultiValueMap<String, String> query, JwtAuthenticationToken token) {
        return streams.of("map", map.watch(BoardQuery.boxOf(query)).map(MapResource::of), token);
    }
}
