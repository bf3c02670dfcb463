package dev.ridewire.booking.adapter.web.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.booking.domain.party.RiderId;
import dev.ridewire.booking.domain.ride.RideId;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CursorsTest {
    private static final RiderId ADA = new RiderId("rider-ada");
    private static final RideId LAST = new RideId(UUID.fromString("01931b5e-7a3c-7f01-8a2b-3c4d5e6f7081"));

    private final Cursors cursors = new Cursors(new byte[32]);

    @Example
    void aCursorLeadsBackToItsRide() {
        assertThat(cursors.read(ADA, cursors.of(ADA, LAST))).contains(LAST);
    }

    @Property
    void aCursorOfWhichOneCharacterWasChangedIsNone(
            @ForAll @IntRange(max = 42) int position, @ForAll @IntRange(min = 1, max = 63) int by) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var text = new StringBuilder(cursors.of(ADA, LAST));
        int changed = (alphabet.indexOf(text.charAt(position)) + by) % alphabet.length();
        text.setCharAt(position, alphabet.charAt(changed));

        assertThat(cursors.read(ADA, text.toString())).isEmpty();
    }

    @Property
    void whateverTextComesIsNoCursorAndNeverAnError(@ForAll String text) {
        assertThat(cursors.read(ADA, text)).isEmpty();
    }

    @Example
    void theCursorOfAnotherRiderOrOfAnotherKeyIsNone() {
        var otherKey = new byte[32];
        otherKey[0] = 1;

        assertThat(cursors.read(ADA, cursors.of(new RiderId("rider-eve"), LAST))).isEmpty();
        assertThat(cursors.read(ADA, new Cursors(otherKey).of(ADA, LAST))).isEmpty();
    }
}
