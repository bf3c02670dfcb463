package dev.ridewire.tracking.adapter.web.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/**
 * The console's files, read once. They need no token, for they hold no data. The policy lets the page load nothing from
 * elsewhere and run nothing that is written into it.
 */
public final class ConsolePages {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final long MOST_ROAD_BYTES = 32L * 1024 * 1024;
    private static final byte[] NO_ROADS = "{\"type\":\"FeatureCollection\",\"features\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    private static final Map<String, MediaType> TYPES = Map.of(
            "html", new MediaType("text", "html", StandardCharsets.UTF_8),
            "css", new MediaType("text", "css", StandardCharsets.UTF_8),
            "js", new MediaType("text", "javascript", StandardCharsets.UTF_8),
            "svg", MediaType.valueOf("image/svg+xml"),
            "geojson", MediaType.valueOf("application/geo+json"));

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Map<String, Page> pages = new HashMap<>();

    /**
     * Reads all files.
     *
     * @param roads GeoJSON lines for the map; null if there are none
     */
    public ConsolePages(@Nullable Resource roads) {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:console/*.*")) {
                String name = String.valueOf(file.getFilename());
                pages.put(name, Page.of(name, file.getContentAsByteArray()));
            }
            pages.put("roads.geojson", Page.of("roads.geojson", roads == null ? NO_ROADS : contentOf(roads)));
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the console can't be read", e);
        }
    }

    private static byte[] contentOf(Resource roads) throws IOException {
        if (roads.contentLength() > MOST_ROAD_BYTES) {
            throw new IllegalStateException("ridewire.tracking.ops.console.roads: %d bytes (expected: at most %d)"
                    .formatted(roads.contentLength(), MOST_ROAD_BYTES));
        }
        return roads.getContentAsByteArray();
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/console", request -> ServerResponse.permanentRedirect(URI.create("/console/")).build())
                .GET("/console/", request -> answer(request, "index.html"))
                .GET("/console/{name}", request -> answer(request, request.pathVariable("name")))
                .OPTIONS("/console/**", request -> ServerResponse.ok().allow(METHODS).build())
                .route(RequestPredicates.path("/console/**").and(request -> !READS.contains(request.method())),
                        request -> Mono.error(new MethodNotAllowedException(request.method(), METHODS)))
                .build();
    }

    private Mono<ServerResponse> answer(ServerRequest request, String name) {
        Page page = pages.get(name);
        if (page == null) {
            return ServerResponse.notFound().build();
        }
        boolean known = request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(page.tag());
        var answer = ServerResponse.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(page.tag())
                // The tag tells a browser that nothing changed; a new release shows at once.
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
        return known ? answer.build() : answer.contentType(page.type()).bodyValue(page.content());
    }

    private record Page(MediaType type, byte[] content, String tag) {
        static Page of(String name, byte[] content) {
            String extension = name.substring(name.lastIndexOf('.') + 1);
            MediaType type = TYPES.get(extension);
            if (type == null) {
                throw new IllegalStateException("console/%s (expected: one of %s)".formatted(name, TYPES.keySet()));
            }
            return new Page(type, content, tagOf(content));
        }

        private static String tagOf(byte[] content) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
                return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
