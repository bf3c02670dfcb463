package dev.ridewire.booking.adapter.web;

import dev.ridewire.booking.domain.fare.VehicleClass;
import dev.ridewire.booking.domain.rating.Review;
import dev.ridewire.booking.domain.ride.Pin;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A collector of all faults of a request. Each check returns the checked value, or a stand-in for a wrong one: {@link
 * #refuseIfAny} must come before the values are used.
 */
public final class Faults {
    private static final Pattern VEHICLE_CLASS = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,3})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MAX_SLUG = 64;
    private static final int MAX_NOTE = 500;
    private static final int MAX_QUOTE = 2_000;

    private final List<FieldFault> faults = new ArrayList<>();

    public GeoPoint place(String pointer, Requests.@Nullable Place place) {
        if (place == null) {
            add(pointer, "is missing");
            return new GeoPoint(0, 0);
        }
        return new GeoPoint(
                coordinate(pointer + "/lat", place.lat(), 90), coordinate(pointer + "/lng", place.lng(), 180));
    }

    public VehicleClass vehicleClass(String pointer, @Nullable String name) {
        return new VehicleClass(
                matching(pointer, name, VEHICLE_CLASS, "the name of a vehicle class, for example STANDARD", "NONE"));
    }

    public String slug(String pointer, @Nullable String text) {
        String expected = "lower-case words joined by hyphens, %d characters at most".formatted(MAX_SLUG);
        if (text != null && text.length() > MAX_SLUG) {
            add(pointer, "expected: " + expected);
            return "none";
        }
        return matching(pointer, text, SLUG, expected, "none");
    }

    public Pin pin(String pointer, @Nullable String digits) {
        if (digits == null || !Pin.isWellFormed(digits)) {
            add(pointer, digits == null ? "is missing" : "expected: 4 digits");
            return new Pin("0000");
        }
        return new Pin(digits);
    }

    public String quoteId(String pointer, @Nullable String quoteId) {
        if (quoteId == null || quoteId.isEmpty() || isLonger(quoteId, MAX_QUOTE)) {
            add(pointer, quoteId == null ? "is missing" : "expected: 1..%d characters".formatted(MAX_QUOTE));
            return "none";
        }
        return quoteId;
    }

    /** Checks an amount: 0 or more, with no more decimals than the currency has. */
    public Money money(String pointer, Requests.Money money) {
        CurrencyUnit currency = currency(pointer + "/currency", money.currency());
        String expected = "an amount of 0 or more with %d decimals at most, for example 5.00"
                .formatted(currency.getDecimalPlaces());
        String amount = matching(pointer + "/amount", money.amount(), AMOUNT, expected, "0");
        try {
            return Money.of(currency, new BigDecimal(amount), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            add(pointer + "/amount", "expected: " + expected);
            return Money.zero(currency);
        }
    }

    private CurrencyUnit currency(String pointer, @Nullable String code) {
        try {
            return CurrencyUnit.of(matching(pointer, code, CURRENCY, "a code of ISO 4217", "XXX"));
        } catch (IllegalCurrencyException e) {
            add(pointer, "expected: a code of ISO 4217");
            return CurrencyUnit.of("XXX");
        }
    }

    /**
     * Checks a number of stars. It takes a number with a fraction, so that half a star is refused rather than cut off.
     */
    public int stars(String pointer, @Nullable Double stars) {
        if (stars == null || stars < 1 || stars > Review.MOST_STARS || stars != Math.rint(stars)) {
            add(pointer, stars == null ? "is missing" : "expected: 1..%d, whole".formatted(Review.MOST_STARS));
            return 1;
        }
        return stars.intValue();
    }

    public @Nullable String note(String pointer, @Nullable String note) {
        if (note == null) {
            return null;
        }
        if (isLonger(note, MAX_NOTE)) {
            add(pointer, "expected: %d characters at most".formatted(MAX_NOTE));
        } else if (!note.codePoints().allMatch(Faults::isText)) {
            add(pointer, "expected: text without control characters and broken surrogates");
        }
        return note;
    }

    public void add(String pointer, String detail) {
        faults.add(new FieldFault(pointer, detail));
    }

    /** @throws ProblemException with status 400 and all faults found so far */
    public void refuseIfAny() {
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "Some fields can't be accepted.", faults,
                    Map.of());
        }
    }

    private double coordinate(String pointer, @Nullable Double degrees, int bound) {
        if (degrees == null) {
            add(pointer, "is missing");
            return 0;
        }
        // The condition is written so that NaN fails too.
        if (!(Math.abs(degrees) <= bound)) {
            add(pointer, "expected: -%d..%d".formatted(bound, bound));
            return 0;
        }
        return degrees;
    }

    private String matching(
            String pointer, @Nullable String text, Pattern pattern, String expected, String standIn) {
        if (text == null || !pattern.matcher(text).matches()) {
            add(pointer, text == null ? "is missing" : "expected: " + expected);
            return standIn;
        }
        return text;
    }

    /**
     * Counts characters as the API's document does: each Unicode character is one, whatever its script, and so is an
     * emoji.
     */
    private static boolean isLonger(String text, int most) {
        return text.codePointCount(0, text.length()) > most;
    }

    private static boolean isText(int codePoint) {
        boolean lineBreakOrTab = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        boolean loneSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return lineBreakOrTab || !Character.isISOControl(codePoint) && !loneSurrogate;
    }
}
