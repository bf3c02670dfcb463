package dev.ridewire.booking.adapter.messaging;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ridewire.booking.domain.party.DriverId;
import dev.ridewire.booking.domain.ride.AssignedDriver;
import dev.ridewire.booking.domain.ride.Cancellation;
import dev.ridewire.booking.domain.ride.Ride;
import dev.ridewire.booking.domain.ride.RideFact;
import dev.ridewire.booking.domain.ride.RideOrder;
import dev.ridewire.booking.domain.ride.RideState;
import dev.ridewire.booking.domain.ride.RideStatus;
import dev.ridewire.events.EventStreams;
import dev.ridewire.events.TraceContext;
import dev.ridewire.events.booking.ride.v1.DriverArrived;
import dev.ridewire.events.booking.ride.v1.DriverAssigned;
import dev.ridewire.events.booking.ride.v1.DriverCancelled;
import dev.ridewire.events.booking.ride.v1.FareSettled;
import dev.ridewire.events.booking.ride.v1.NoDriverFound;
import dev.ridewire.events.booking.ride.v1.Party;
import dev.ridewire.events.booking.ride.v1.RideCancelled;
import dev.ridewire.events.booking.ride.v1.RideCompleted;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.events.booking.ride.v1.RideRequested;
import dev.ridewire.events.booking.ride.v1.RideScheduled;
import dev.ridewire.events.booking.ride.v1.RideStarted;
import dev.ridewire.events.type.v1.Money;
import dev.ridewire.events.type.v1.Place;
import dev.ridewire.events.type.v1.Vehicle;
import dev.ridewire.geo.GeoPoint;
import dev.ridewire.messaging.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** The stream of rides as booking writes it: from the domain's facts to the contract. */
public final class RideEvents {
    private final Supplier<UUID> ids;
    private final Clock clock;

    /** @param ids gives each event its UUIDv7 */
    public RideEvents(Supplier<UUID> ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns the event of {@code fact}.
     *
     * @param ride the ride after the fact
     */
    public OutboxEntry entryFor(Ride ride, RideFact fact, TraceContext cause) {
        RideEvent.Builder event = RideEvent.newBuilder().setRide(toContract(ride));
        setFact(event, fact);
        return OutboxEntry.of(EventStreams.RIDES, nameOf(fact), ids.get(), ride.id().toString(), ride.version(),
                clock.instant(), event.build(), cause);
    }

    private static String nameOf(RideFact fact) {
        return switch (fact) {
            case RideFact.RideScheduled _ -> "RideScheduled";
            case RideFact.RideRequested _ -> "RideRequested";
            case RideFact.DriverAssigned _ -> "DriverAssigned";
            case RideFact.DriverArrived _ -> "DriverArrived";
            case RideFact.RideStarted _ -> "RideStarted";
            case RideFact.RideCompleted _ -> "RideCompleted";
            case RideFact.RideCancelled _ -> "RideCancelled";
            case RideFact.DriverCancelled _ -> "DriverCancelled";
            case RideFact.NoDriverFound _ -> "NoDriverFound";
            case RideFact.FareSettled _ -> "FareSettled";
        };
    }

    private static void setFact(RideEvent.Builder event, RideFact fact) {
        switch (fact) {
            case RideFact.RideScheduled _ -> event.setRideScheduled(RideScheduled.getDefaultInstance());
            case RideFact.RideRequested _ -> event.setRideRequested(RideRequested.getDefaultInstance());
            case RideFact.DriverAssigned _ -> event.setDriverAssigned(DriverAssigned.getDefaultInstance());
            case RideFact.DriverArrived _ -> event.setDriverArrived(DriverArrived.getDefaultInstance());
            case RideFact.RideStarted _ -> event.setRideStarted(RideStarted.getDefaultInstance());
            case RideFact.RideCompleted _ -> event.setRideCompleted(RideCompleted.getDefaultInstance());
            case RideFact.RideCancelled _ -> event.setRideCancelled(RideCancelled.getDefaultInstance());
            case RideFact.DriverCancelled(var driver, var reason) -> event.setDriverCancelled(
                    DriverCancelled.newBuilder().setDriverId(driver.value()).setReason(reason));
            case RideFact.NoDriverFound _ -> event.setNoDriverFound(NoDriverFound.getDefaultInstance());
            case RideFact.FareSettled _ -> event.setFareSettled(FareSettled.getDefaultInstance());
        }
    }

    private static dev.ridewire.events.booking.ride.v1.Ride toContract(Ride ride) {
        RideOrder order = ride.order();
        var contract = dev.ridewire.events.booking.ride.v1.Ride.newBuilder()
                .setRideId(ride.id().toString())
                .setRiderId(order.rider().value())
                .setState(toContract(ride.status()))
                .setVersion(ride.version())
                .setAttempt(ride.attempt())
                .setVehicleClass(order.vehicleClass().name())
                .setCity(order.terms().city())
                .setPickup(toContract(order.pickup()))
                .setDropoff(toContract(order.dropoff()))
                .setQuotedFare(toContract(order.quotedFare()))
                .setRequestedAt(toContract(ride.requestedAt()))
                .setStateChangedAt(toContract(ride.stateChangedAt()))
                .addAllExcludedDriverIds(ride.unwantedDrivers().stream().map(DriverId::value).sorted().toList());
        if (order.scheduledFor() != null) {
            contract.setScheduledFor(toContract(order.scheduledFor()));
        }
        if (ride.state().driver() != null) {
            setDriver(contract, ride.state().driver());
        }
        switch (ride.state()) {
            case RideState.InProgress(var _, var startedAt) -> contract.setStartedAt(toContract(startedAt));
            case RideState.Completed(var _, var startedAt, var completedAt, var settlement) -> {
                contract.setStartedAt(toContract(startedAt)).setCompletedAt(toContract(completedAt));
                if (settlement != null) {
                    contract.setFare(toContract(settlement.fare().total()));
                }
            }
            case RideState.Cancelled(var cancellation, var _) -> contract.setCancellation(toContract(cancellation));
            case RideState.Scheduled _,RideState.Requested _,RideState.DriverAssigned _,RideState.DriverArrived _,RideState.NoDriverAvailable _ -> {
                // These states have no fields of their own.
            }
        }
        return contract.build();
    }

    private static void setDriver(
            dev.ridewire.events.booking.ride.v1.Ride.Builder contract, AssignedDriver driver) {
        contract.setDriverId(driver.id().value())
                .setVehicle(Vehicle.newBuilder()
                        .setVehicleClass(driver.vehicle().vehicleClass().name())
                        .setPlate(driver.vehicle().plate())
                        .setModel(driver.vehicle().model()))
                .setPickupEtaSeconds((int) driver.pickupEta().toSeconds());
    }

    private static dev.ridewire.events.booking.ride.v1.RideState toContract(RideStatus status) {
        return switch (status) {
            case SCHEDULED -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_SCHEDULED;
            case REQUESTED -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_REQUESTED;
            case DRIVER_ASSIGNED -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_DRIVER_ASSIGNED;
            case DRIVER_ARRIVED -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_DRIVER_ARRIVED;
            case IN_PROGRESS -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_IN_PROGRESS;
            case COMPLETED -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_COMPLETED;
            case CANCELLED -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_CANCELLED;
            case NO_DRIVER_AVAILABLE -> dev.ridewire.events.booking.ride.v1.RideState.RIDE_STATE_NO_DRIVER_AVAILABLE;
        };
    }

    private static dev.ridewire.events.booking.ride.v1.Cancellation toContract(Cancellation cancellation) {
        return dev.ridewire.events.booking.ride.v1.Cancellation.newBuilder()
                .setBy(switch (cancellation.by()) {
                    case RIDER -> Party.PARTY_RIDER;
                    case DRIVER -> Party.PARTY_DRIVER;
                    case DISPATCHER -> Party.PARTY_DISPATCHER;
                })
                .setReason(cancellation.reason())
                .setFee(toContract(cancellation.fee()))
                .build();
    }

    private static Place toContract(GeoPoint point) {
        return Place.newBuilder().setLat(point.lat()).setLng(point.lng()).build();
    }

    private static Money toContract(org.joda.money.Money money) {
        return Money.newBuilder()
                .setAmount(money.getAmount().toPlainString())
                .setCurrency(money.getCurrencyUnit().getCode())
                .build();
    }

    private static Timestamp toContract(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
    }
}
