package dev.ridewire.booking.adapter.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.booking.domain.fare.PricedTrip;
import dev.ridewire.booking.domain.fare.Quote;
import dev.ridewire.booking.domain.fare.Rates;
import dev.ridewire.booking.domain.fare.Surge;
import dev.ridewire.booking.domain.fare.TripLength;
import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.SampleRides;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.joda.money.Money;

class HmacQuoteSealTest {
    private final HmacQuoteSeal seal = new HmacQuoteSeal(new byte[32]);

    @Example
    void aSealedQuoteOpensAsItWas() {
        Quote quote = quoteFor("rider-ada");

        assertThat(seal.open(seal.seal(quote))).contains(quote);
    }

    @Property(tries = 200)
    void noRidersNameConfusesIt(@ForAll @NotEmpty String name) {
        // What UTF-8 can't carry, a token can't either.
        String carried = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Quote quote = quoteFor(carried);

        assertThat(seal.open(seal.seal(quote))).contains(quote);
    }

    @Property(tries = 200)
    void whateverTextComesIsRefusedAndNeverAnError(@ForAll String text) {
        assertThat(seal.open(text)).isEmpty();
    }

    @Example
    void aQuoteWithAnotherPriceIsRefused() {
        String[] parts = seal.seal(quoteFor("rider-ada")).split("\\.");
        String lines = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        String cheaper = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(lines.replace("31.07", "1.07").getBytes(StandardCharsets.UTF_8));

        assertThat(lines).contains("31.07");
        assertThat(seal.open(cheaper + "." + parts[1])).isEmpty();
    }

    @Example
    void aQuoteSealedWithAnotherKeyIsRefused() {
        byte[] key = new byte[32];
        key[0] = 1;

        assertThat(seal.open(new HmacQuoteSeal(key).seal(quoteFor("rider-ada")))).isEmpty();
    }

    @Example
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new HmacQuoteSeal(new byte[16])).hasMessage("key: 16 bytes (expected: 32 or more)");
    }

    private static Quote quoteFor(String rider) {
        var length = new TripLength(5_000, Duration.ofSeconds(901));
        var prices = new PricedTrip("sao-paulo", ZoneId.of("America/Sao_Paulo"), "2026.2-b",
                new Surge(new BigDecimal("1.25")),
                length, Map.of(SampleRides.STANDARD, SampleRides.RATES, new VehicleClass("XL"),
                        Rates.flat(Money.parse("USD 31.07"))));
        return new Quote(new RiderId(rider), SampleRides.PICKUP, SampleRides.DROPOFF, prices, SampleRides.NOW);
    }
}
