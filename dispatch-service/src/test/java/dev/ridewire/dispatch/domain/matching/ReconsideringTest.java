package dev.ridewire.dispatch.domain.matching;

import static dev.ridewire.dispatch.domain.Samples.ride;
import static dev.ridewire.dispatch.domain.Samples.searching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.dispatch.domain.matching.Exchange.Move;
import dev.ridewire.dispatch.domain.matching.Reconsidering.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReconsideringTest {
    private static final Settings SETTINGS = new Settings(Duration.ofSeconds(30), 0, Duration.ofSeconds(60), 1,
            Duration.ofSeconds(90));

    @Test
    void aFreeDriverTakesOverWhereThatSavesEnough() {
        List<Exchange> exchanges = decide(promise(1, "d0", 200, "free", 165));

        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.saved()).isEqualTo(Duration.ofSeconds(35));
            assertThat(exchange.isCircle()).isFalse();
            assertThat(exchange.moves()).singleElement().extracting(move -> move.to().driverId()).isEqualTo("free");
        });
    }

    @Test
    void aSmallerSavingChangesNothing() {
        assertThat(decide(promise(1, "d0", 200, "free", 171))).isEmpty();
    }

    @Test
    void aLongPickupMustShrinkByItsShare() {
        var settings = new Settings(Duration.ofSeconds(30), 0.4, Duration.ofSeconds(60), 1, Duration.ZERO);

        assertThat(Reconsidering.decide(List.of(promise(1, "d0", 500, "free", 310)), settings, SolveBudget.UNLIMITED))
                .isEmpty();
        assertThat(Reconsidering.decide(List.of(promise(1, "d0", 500, "free", 290)), settings, SolveBudget.UNLIMITED))
                .hasSize(1);
    }

    @Test
    void twoRidesThatCrossChangeTheirDriversTogether() {
        List<Exchange> exchanges = decide(promise(1, "d0", 300, "d1", 100), promise(2, "d1", 200, "d0", 240));

        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.isCircle()).isTrue();
            assertThat(exchange.saved()).isEqualTo(Duration.ofSeconds(160));
            assertThat(exchange.moves()).hasSize(2);
        });
    }

    @Test
    void anExchangeMustSaveTheThresholdForEachRide() {
        assertThat(decide(promise(1, "d0", 300, "d1", 241), promise(2, "d1", 200, "d0", 200))).isEmpty();
        assertThat(decide(promise(1, "d0", 300, "d1", 239), promise(2, "d1", 200, "d0", 200))).hasSize(1);
    }

    @Test
    void noRideWaitsMuchLongerForTheSakeOfAnother() {
        assertThat(decide(promise(1, "d0", 900, "d1", 100), promise(2, "d1", 200, "d0", 291))).isEmpty();
        assertThat(decide(promise(1, "d0", 900, "d1", 100), promise(2, "d1", 200, "d0", 290))).hasSize(1);
    }

    @Test
    void aDriverNearThePickupKeepsTheRide() {
        assertThat(decide(promise(1, "d0", 60, "free", 5))).isEmpty();
        assertThat(decide(promise(1, "d0", 300, "d1", 100), promise(2, "d1", 60, "d0", 90)))
                .as("the driver near the second pickup is not taken for the first").isEmpty();
    }

    @Test
    void aRideChangesItsDriverOnceOnly() {
        var swapped = new Promise(searching(ride(1)), candidate("d0", 300), List.of(candidate("free", 60)), 1);

        assertThat(decide(swapped)).isEmpty();
    }

    @Test
    void withoutSwapsReconsideringIsOff() {
        var off = new Settings(Duration.ofSeconds(30), 0, Duration.ZERO, 0, Duration.ZERO);

        assertThat(Reconsidering.decide(List.of(promise(1, "d0", 900, "free", 5)), off, SolveBudget.UNLIMITED))
                .isEmpty();
    }

    @Test
    void aSpentBudgetChangesNothing() {
        List<Promise> promises = List.of(promise(1, "d0", 900, "free", 100), promise(2, "d1", 900, "free", 100));

        assertThat(Reconsidering.decide(promises, SETTINGS, SolveBudget.UNLIMITED)).hasSize(1);
        assertThat(Reconsidering.decide(promises, SETTINGS, new SolveBudget(() -> 0, 0))).isEmpty();
    }

    @Test
    void aChainOfRidesIsOneExchange() {
        List<Exchange> exchanges = decide(promise(1, "d0", 300, "d1", 100), promise(2, "d1", 200, "free", 100));

        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.isCircle()).isFalse();
            assertThat(exchange.moves()).extracting(move -> move.to().driverId()).containsExactly("d1", "free");
        });
    }

    @Test
    void absurdSettingsAreRefused() {
        assertThatThrownBy(() -> new Settings(Duration.ZERO, 0, Duration.ZERO, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("saving");
        assertThatThrownBy(() -> new Settings(Duration.ofSeconds(30), 1.1, Duration.ZERO, 1, Duration.ZERO))
                .hasMessage("savingShare: 1.1 (expected: 0 to 1)");
    }

    @Property
    void everyPromisedRideKeepsADriverOfItsOwn(
            @ForAll @Size(max = 8) List<@Size(min = 9, max = 9) List<@IntRange(max = 900) Integer>> etas) {
        List<Promise> promises = new ArrayList<>();
        for (int number = 0; number < etas.size(); number++) {
            List<Candidate> others = new ArrayList<>();
            for (int driver = 0; driver < etas.size() + 1; driver++) {
                others.add(candidate("d" + driver, etas.get(number).get(driver)));
            }
            promises.add(new Promise(searching(ride(number)), others.get(number), others, 0));
        }
        List<Exchange> exchanges = Reconsidering.decide(promises, SETTINGS, SolveBudget.UNLIMITED);

        Map<UUID, String> driverOf = new HashMap<>();
        promises.forEach(promise -> driverOf.put(promise.match().rideId(), promise.present().driverId()));
        for (Exchange exchange : exchanges) {
            assertThat(exchange.saved()).isGreaterThanOrEqualTo(
                    SETTINGS.saving().multipliedBy(exchange.moves().size()));
            for (Move move : exchange.moves()) {
                assertThat(driverOf.put(move.match().rideId(), move.to().driverId()))
                        .isEqualTo(move.from().driverId());
                assertThat(move.from().pickupEta()).isGreaterThan(SETTINGS.near());
                assertThat(move.to().pickupEta())
                        .isLessThanOrEqualTo(move.from().pickupEta().plus(SETTINGS.longestDelay()));
            }
        }
        assertThat(driverOf.values()).doesNotHaveDuplicates();
        assertThat(driverOf).hasSize(promises.size());
    }

    private static List<Exchange> decide(Promise... promises) {
        return Reconsidering.decide(List.of(promises), SETTINGS, SolveBudget.UNLIMITED);
    }

    private static Promise promise(long number, String present, int presentSeconds, String other, int otherSeconds) {
        return new Promise(searching(ride(number)), candidate(present, presentSeconds),
                List.of(candidate(other, otherSeconds)), 0);
    }

    private static Candidate candidate(String driverId, int seconds) {
        return new Candidate(driverId, Duration.ofSeconds(seconds));
    }
}
