package dev.ridewire.booking.adapter.persistence;

import dev.ridewire.booking.domain.fare.Fare;
import dev.ridewire.booking.domain.fare.FareLine;
import dev.ridewire.booking.domain.fare.Rates;
import io.r2dbc.postgresql.codec.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of rates and breakdowns in their own columns: amounts as text, in the ride's currency. */
final class FareJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FareJson() {}

    static Map<String, String> of(Rates rates) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("base", amountOf(rates.base()));
        json.put("perKilometer", amountOf(rates.perKilometer()));
        json.put("perMinute", amountOf(rates.perMinute()));
        json.put("minimum", amountOf(rates.minimum()));
        json.put("bookingFee", amountOf(rates.bookingFee()));
        json.put("cancellationFee", amountOf(rates.cancellationFee()));
        return json;
    }

    static List<Map<String, String>> of(Fare fare) {
        return fare.breakdown().stream()
                .map(line -> Map.of("kind", line.kind().name(), "amount", amountOf(line.amount())))
                .toList();
    }

    /** Returns the JSON of {@link #of(Rates)} as text. Its names and amounts need no escaping. */
    static String textOf(Rates rates) {
        return "{\"base\":\"" + amountOf(rates.base())
                + "\",\"perKilometer\":\"" + amountOf(rates.perKilometer())
                + "\",\"perMinute\":\"" + amountOf(rates.perMinute())
                + "\",\"minimum\":\"" + amountOf(rates.minimum())
                + "\",\"bookingFee\":\"" + amountOf(rates.bookingFee())
                + "\",\"cancellationFee\":\"" + amountOf(rates.cancellationFee()) + "\"}";
    }

    /** Returns the JSON of {@link #of(Fare)} as text. Its names and amounts need no escaping. */
    static String textOf(Fare fare) {
        return fare.breakdown().stream()
                .map(line -> "{\"kind\":\"" + line.kind().name() + "\",\"amount\":\"" + amountOf(line.amount()) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** @param otherwise the price to use for a ride that was stored without rates */
    static Rates readRates(@Nullable Json column, Money otherwise) {
        if (column == null) {
            return Rates.flat(otherwise);
        }
        JsonNode json = JSON.readTree(column.asArray());
        CurrencyUnit currency = otherwise.getCurrencyUnit();
        return new Rates(money(json, "base", currency), money(json, "perKilometer", currency),
                money(json, "perMinute", currency), money(json, "minimum", currency),
                money(json, "bookingFee", currency), money(json, "cancellationFee", currency));
    }

    /** @param total the total of a fare that may have been stored without breakdown */
    static Fare readFare(@Nullable Json column, Money total) {
        if (column == null) {
            return Fare.of(List.of(new FareLine(FareLine.Kind.BASE, total)));
        }
        List<FareLine> lines = JSON.readTree(column.asArray()).values().stream()
                .map(line -> new FareLine(FareLine.Kind.valueOf(line.get("kind").asString()),
                        money(line, "amount", total.getCurrencyUnit())))
                .toList();
        return new Fare(total, lines);
    }

    private static String amountOf(Money money) {
        return money.getAmount().toPlainString();
    }

    private static Money money(JsonNode json, String field, CurrencyUnit currency) {
        return Money.of(currency, new BigDecimal(json.get(field).asString()));
    }
}
