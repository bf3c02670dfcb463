package dev.ridewire.simulator.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Which calls fail, and how, by their kind ("POST /v1/rides/{id}/cancel") and how often it was called. */
final class Faults {
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private Predicate<String> unavailable = kind -> false;
    private Predicate<String> answersLost = kind -> false;
    private int callsWithoutBooking;

    void count(String kind) {
        calls.merge(kind, 1, Integer::sum);
    }

    int calls(String kind) {
        return calls.getOrDefault(kind, 0);
    }

    void unavailableAtFirst(String kind, int times) {
        unavailable = call -> call.equals(kind) && calls(call) <= times;
    }

    void unavailable(String kind) {
        unavailable = kind::equals;
    }

    void loseFirstAnswers() {
        answersLost = kind -> !kind.startsWith("GET") && calls(kind) == 1;
    }

    void bookingGoesAwayAt(String kind, int forCalls) {
        unavailable = call -> {
            if (isFirst(call, kind)) {
                callsWithoutBooking = forCalls;
            }
            return missesBooking(call);
        };
    }

    void bookingGoesAwayAfter(String kind, int forCalls) {
        unavailable = this::missesBooking;
        answersLost = call -> {
            if (isFirst(call, kind)) {
                callsWithoutBooking = forCalls;
                return true;
            }
            return false;
        };
    }

    /** Asked before a call is done. */
    boolean isUnavailable(String kind) {
        return unavailable.test(kind);
    }

    /** Asked after a call was done. */
    boolean losesAnswer(String kind) {
        return answersLost.test(kind);
    }

    private boolean isFirst(String call, String kind) {
        return call.equals(kind) && calls(kind) == 1;
    }

    private boolean missesBooking(String call) {
        return call.contains("/v1/rides") && callsWithoutBooking-- > 0;
    }
}
