#!/usr/bin/env bash
# spring-webflux 7.0.10: a media type with the quality 0 in Accept counts as one that the client takes least gladly, and is
# served with 200. RFC 9110, section 12.4.2, says that 0 means "not acceptable", so 406 was to be expected, as for a type
# that the header does not name. A range beside it, such as */*, takes the refused type back in.
# Source: seen by running it. RFC 9110, sections 12.4.2 and 12.5.1.
. "$(dirname "$0")/lib.sh"
artifacts org.springframework:spring-webflux:7.0.10 org.springframework:spring-test:7.0.10 org.springframework:spring-context:7.0.10
shows $'text/html: 406\napplication/json;q=0: 200\napplication/*;q=0: 200\napplication/json;q=0, */*: 200' <<'JAVA'
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class Finding {
    @RestController
    static class Things {
        @GetMapping(path = "/thing", produces = "application/json")
        public String thing() {
            return "{}";
        }
    }

    public static void main(String[] args) {
        var client = WebTestClient.bindToController(new Things()).build();
        for (String accept : new String[] {"text/html", "application/json;q=0", "application/*;q=0", "application/json;q=0, */*"}) {
            var answer = client.get().uri("/thing").header("Accept", accept).exchange().expectBody().returnResult();
            System.out.println(accept + ": " + answer.getStatus().value());
        }
    }
}
JAVA
