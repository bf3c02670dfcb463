package dev.ridewire.web.security;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/** The access rules in their order. The first rule whose requests match decides. */
public final class Rules {
    private final List<Rule> rules = new ArrayList<>();

    Rules() {}

    /** Begins a rule for requests with this method and one of these paths. */
    public Requests pathMatchers(HttpMethod method, String... paths) {
        return new Requests(RequestPattern.of(method, paths));
    }

    /** Begins a rule for requests with one of these paths. */
    public Requests pathMatchers(String... paths) {
        return new Requests(RequestPattern.of(null, paths));
    }

    /** Begins a rule for all requests with this method. */
    public Requests pathMatchers(HttpMethod method) {
        return new Requests(RequestPattern.of(method, "/**"));
    }

    /**
     * Reports whether a request is allowed.
     *
     * @param person null if the request has no token
     */
    boolean allow(HttpMethod method, PathContainer path, @Nullable Person person) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.requests.matches(method, path)) {
                return rule.who.includes(person);
            }
        }
        return false;
    }

    private interface Who {
        boolean includes(@Nullable Person person);
    }

    private record Rule(RequestPattern requests, Who who) {}

    /** The requests of a rule, to be completed with the people who may send them. */
    public final class Requests {
        private final RequestPattern requests;

        private Requests(RequestPattern requests) {
            this.requests = requests;
        }

        /** Allows people with this role. */
        public Rules hasRole(String role) {
            return hasAnyRole(role);
        }

        /** Allows people with one of these roles. */
        public Rules hasAnyRole(String... roles) {
            Set<Role> allowed = EnumSet.noneOf(Role.class);
            Stream.of(roles).map(Role::valueOf).forEach(allowed::add);
            return add(person -> person != null && person.isAny(allowed));
        }

        /** Allows everybody with a valid token. */
        public Rules authenticated() {
            return add(person -> person != null);
        }

        /** Allows everybody, with or without a token. They may also ask which methods there are. */
        public Rules permitAll() {
            Who everybody = person -> true;
            // It comes before the rule that asks for a token to learn the methods of all other paths.
            rules.addFirst(new Rule(requests.with(HttpMethod.OPTIONS), everybody));
            return add(everybody);
        }

        private Rules add(Who who) {
            rules.add(new Rule(requests, who));
            return Rules.this;
        }
    }
}
