package dev.ridewire.web;

import dev.ridewire.web.load.CostlyRequests;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import dev.ridewire.web.reactive.KnownAnswers;
import dev.ridewire.web.security.AccessRules;
import dev.ridewire.web.security.Person;
import dev.ridewire.web.security.RequestPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The smallest service that shows the edge at work. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(TinyApplication.Things.class)
class TinyApplication {
    @Bean
    AccessRules rules() {
        return exchanges -> exchanges
                .pathMatchers(HttpMethod.POST, "/things").hasRole("RIDER")
                .pathMatchers(HttpMethod.GET, "/only-get").hasRole("RIDER")
                .pathMatchers("/drivers-only").hasRole("DRIVER")
                .pathMatchers("/me", "/things/**", "/typed/**").authenticated();
    }

    @Bean
    CostlyRequests costlyRequests() {
        return new CostlyRequests(RequestPattern.of(null, "/things/costly"));
    }

    enum Colour {
        RED, GREEN
    }

    record Place(double lat, double lng) {}

    record Thing(
            String name, @Nullable Integer count, @Nullable Place place, @Nullable Colour colour, @Nullable Instant at,
            @Nullable List<Place> path) {}

    @RestController
    static class Things {
        @GetMapping("/me")
        Map<String, Object> me(Person person) {
            return Map.of("id", person.id(), "roles", person.roles());
        }

        @PostMapping("/things")
        Mono<Thing> create(@RequestBody Mono<Thing> thing) {
            return thing;
        }

        @GetMapping("/things/{id}")
        UUID get(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/things/limited")
        int limited(@RequestParam int limit, @RequestHeader("X-Needed") String needed) {
            return limit + needed.length();
        }

        @GetMapping("/things/conflict")
        void conflict() {
            throw new ProblemException(new ProblemType("wrong-state", HttpStatus.CONFLICT, "Not now", false),
                    "It is open.",
                    List.of(new FieldFault("/state", "expected: CLOSED")), Map.of("currentState", "OPEN"));
        }

        @GetMapping("/things/soon")
        void soon() {
            throw new ProblemException(
                    new ProblemType("not-yet", HttpStatus.CONFLICT, "Not yet", Duration.ofMinutes(1)), "Soon.");
        }

        @GetMapping("/things/away")
        Mono<Void> away() {
            return Mono.error(new IllegalStateException(new DataAccessResourceFailureException("gone")));
        }

        @GetMapping("/things/broken")
        Mono<Void> broken() {
            return Mono.error(new IllegalStateException("secret of the house"));
        }

        @GetMapping("/things/costly")
        String costly() {
            return "everybody's time";
        }

        @GetMapping("/things/slow")
        Mono<String> slow() {
            return Mono.delay(Duration.ofMillis(50)).thenReturn("at last");
        }

        @GetMapping("/things/overflowing")
        int overflowing() {
            throw new StackOverflowError("a handler that recurses");
        }

        @PostMapping("/things/overflowing")
        int overflowing(@RequestBody Map<String, Object> thing) {
            throw new StackOverflowError("a handler that recurses over " + thing);
        }

        @GetMapping("/things/unanswered")
        Mono<Void> unanswered() {
            return Mono.never();
        }

        @GetMapping(path = "/things/large", produces = MediaType.TEXT_PLAIN_VALUE)
        String large() {
            return "x".repeat(8 * 1024 * 1024);
        }

        @GetMapping(path = "/things/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> endless() {
            return Flux.never();
        }

        @GetMapping(path = "/typed/either", produces = MediaType.APPLICATION_JSON_VALUE)
        Map<String, String> eitherAsJson() {
            return Map.of("name", "a");
        }

        @GetMapping(path = "/typed/either", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> eitherAsStream() {
            return Flux.just("a");
        }

        @GetMapping(path = "/typed/json", produces = MediaType.APPLICATION_JSON_VALUE)
        Map<String, String> json() {
            return Map.of("name", "a");
        }

        @GetMapping(path = "/typed/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> stream() {
            return Flux.just("a");
        }

        @GetMapping("/things/tagged")
        ResponseEntity<Map<String, String>> tagged(ServerWebExchange exchange) {
            return KnownAnswers.unlessAnyIsKnown(exchange,
                    ResponseEntity.ok().eTag("\"1\"").varyBy("Accept").body(Map.of("name", "a")));
        }

        @GetMapping("/things/kept")
        ResponseEntity<Map<String, String>> kept() {
            return ResponseEntity.ok().eTag("\"1\"").cacheControl(CacheControl.noCache()).body(Map.of("name", "a"));
        }

        @GetMapping("/only-get")
        String onlyGet() {
            return "for riders";
        }

        @GetMapping("/drivers-only")
        String driversOnly() {
            return "for drivers";
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "no rule names this";
        }
    }
}
