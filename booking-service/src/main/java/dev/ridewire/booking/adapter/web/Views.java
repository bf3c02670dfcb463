package dev.ridewire.booking.adapter.web;

import dev.ridewire.geo.GeoPoint;

/** The parts of answers that several rooms show. Fields may be added, never changed. */
public final class Views {
    private Views() {}

    public record PlaceView(double lat, double lng) {
        public static PlaceView of(GeoPoint point) {
            return new PlaceView(point.lat(), point.lng());
        }
    }

    public record MoneyView(String amount, String currency) {
        public static MoneyView of(org.joda.money.Money money) {
            return new MoneyView(money.getAmount().toPlainString(), money.getCurrencyUnit().getCode());
        }
    }
}
