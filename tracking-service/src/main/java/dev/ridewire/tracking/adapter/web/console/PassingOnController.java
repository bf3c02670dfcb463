package dev.ridewire.tracking.adapter.web.console;

import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The console's requests for booking and dispatch, under the paths of those services. So a browser talks to one origin,
 * and neither service has to trust another.
 */
@RestController
final class PassingOnController {
    private final OtherServices services;

    PassingOnController(OtherServices services) {
        this.services = services;
    }

    @PostMapping(path = "/v1/rides/{id}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> cancel(
            @PathVariable UUID id, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        return services.cancel(id, headers, body);
    }

    @GetMapping("/v1/ops/rides/{id}/dispatch")
    Mono<ResponseEntity<byte[]>> dispatch(@PathVariable UUID id, @RequestHeader HttpHeaders headers) {
        return services.search(id, headers);
    }
}
