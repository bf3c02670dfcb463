package dev.ridewire.simulator.api;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dispatch, as a driver uses it. */
public final class DispatchApi {
    private final URI base;
    private final Account account;

    public DispatchApi(URI base, Account account) {
        this.base = base;
        this.account = account;
    }

    /**
     * A driver's shift.
     *
     * @param rideId the ride that is offered to or driven by the driver, null if there is none
     */
    public record Shift(String driverId, String status, @Nullable String rideId) {}

    /** A car. */
    public record Vehicle(String vehicleClass, String plate, String model) {
        public static final String STANDARD = "STANDARD";

        Map<String, String> json() {
            return Map.of("class", vehicleClass, "plate", plate, "model", model);
        }
    }

    public Answer<Shift> goOnline(Vehicle vehicle) throws InterruptedException {
        return put("ONLINE", vehicle);
    }

    public Answer<Shift> goOffline(Vehicle vehicle) throws InterruptedException {
        return put("OFFLINE", vehicle);
    }

    public Answer<Shift> shift() throws InterruptedException {
        return account.send(Call.get(shiftUri())).map(this::asShift);
    }

    public Answer<List<OfferView>> offers() throws InterruptedException {
        return account.send(Call.get(base.resolve("/v1/drivers/me/offers")))
                .map(reply -> List.of(account.read(reply, OfferView[].class)));
    }

    public Answer<OfferView> accept(String offerId) throws InterruptedException {
        return decide(offerId, "/accept");
    }

    public Answer<OfferView> decline(String offerId) throws InterruptedException {
        return decide(offerId, "/decline");
    }

    private Answer<OfferView> decide(String offerId, String decision) throws InterruptedException {
        return account.send(Call.post(base.resolve("/v1/offers/" + offerId + decision), Map.of()))
                .map(reply -> account.read(reply, OfferView.class));
    }

    private Answer<Shift> put(String status, Vehicle vehicle) throws InterruptedException {
        return account.send(Call.put(shiftUri(), Map.of("status", status, "vehicle", vehicle.json())))
                .map(this::asShift);
    }

    private Shift asShift(Reply reply) {
        return account.read(reply, Shift.class);
    }

    private URI shiftUri() {
        return base.resolve("/v1/drivers/me/shift");
    }
}
