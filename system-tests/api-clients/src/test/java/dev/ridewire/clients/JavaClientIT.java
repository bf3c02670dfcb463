package dev.ridewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ridewire.booking.Tokens;
import dev.ridewire.clients.booking.ApiClient;
import dev.ridewire.clients.booking.ApiException;
import dev.ridewire.clients.booking.ApiResponse;
import dev.ridewire.clients.booking.api.AfterwardsApi;
import dev.ridewire.clients.booking.api.DrivingApi;
import dev.ridewire.clients.booking.api.QuotesApi;
import dev.ridewire.clients.booking.api.RidesApi;
import dev.ridewire.clients.booking.model.CancelRequest;
import dev.ridewire.clients.booking.model.CancellationPreview;
import dev.ridewire.clients.booking.model.City;
import dev.ridewire.clients.booking.model.FieldFault;
import dev.ridewire.clients.booking.model.Money;
import dev.ridewire.clients.booking.model.Place;
import dev.ridewire.clients.booking.model.Problem;
import dev.ridewire.clients.booking.model.Quote;
import dev.ridewire.clients.booking.model.QuoteRequest;
import dev.ridewire.clients.booking.model.RatingRequest;
import dev.ridewire.clients.booking.model.Receipt;
import dev.ridewire.clients.booking.model.Ride;
import dev.ridewire.clients.booking.model.RidePage;
import dev.ridewire.clients.booking.model.RideRequest;
import dev.ridewire.clients.booking.model.StartRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The client that openapi-generator makes of the document, used as an Android app's engineer would. */
class JavaClientIT extends BookingForApps {
    private static final Place EMPIRE_STATE = new Place().lat(40.7484).lng(-73.9857);
    private static final Place WALL_STREET = new Place().lat(40.7061).lng(-74.0087);
    private static final Place REYKJAVIK = new Place().lat(64.1466).lng(-21.9426);
    private static final QuoteRequest DOWNTOWN = new QuoteRequest().pickup(EMPIRE_STATE).dropoff(WALL_STREET);

    private final String rider = "rider-" + UUID.randomUUID();
    private final String driver = "driver-" + UUID.randomUUID();

    @Test
    void aRideThatIsAskedForTwiceIsOneRideAndIsCancelledAtThePriceThatWasShown() throws ApiException {
        var rides = new RidesApi(riderClient());
        RideRequest order = orderOf(DOWNTOWN);
        String key = UUID.randomUUID().toString();

        ApiResponse<Ride> first = rides.requestRideWithHttpInfo(key, order);
        ApiResponse<Ride> again = rides.requestRideWithHttpInfo(key, order);
        assertThat(first.getData().getState()).isEqualTo("REQUESTED");
        assertThat(again.getData()).isEqualTo(first.getData());
        assertThat(again.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(first.getHeaders()).doesNotContainKey("idempotency-replayed");
        assertThat(headerOf(again, "idempotency-replayed")).isEqualTo("true");

        UUID ride = first.getData().getId();
        String known = headerOf(rides.viewRideWithHttpInfo(ride, null), "etag");
        assertThat(refused(() -> rides.viewRide(ride, known)).getCode()).isEqualTo(304);

        ApiResponse<CancellationPreview> preview = rides.previewCancellationWithHttpInfo(ride);
        Money fee = preview.getData().getFee();
        assertThat(fee.getAmount()).isEqualTo("0.00");
        Ride cancelled = rides.cancelRide(
                ride, new CancelRequest().reason("changed-plans"), headerOf(preview, "etag"));
        assertThat(cancelled.getState()).isEqualTo("CANCELLED");
        assertThat(cancelled.getCancellation()).isNotNull()
                .satisfies(cancellation -> assertThat(cancellation.getFee()).isEqualTo(fee));
    }

    @Test
    void aRideLeadsFromTheQuoteToItsReceiptARatingAndTheHistory() throws ApiException {
        var rides = new RidesApi(riderClient());
        var afterwards = new AfterwardsApi(riderClient());
        var driving = new DrivingApi(clientOf("driver", driver));
        UUID ride = rides.requestRide(UUID.randomUUID().toString(), orderOf(DOWNTOWN)).getId();

        playDispatchAndTracking(rider, driver);
        Ride assigned = rides.viewRide(ride, null);
        assertThat(assigned.getDriver()).isNotNull()
                .satisfies(who -> assertThat(who.getVehicle().getPlate()).isNotBlank());
        driving.arriveAtPickup(ride, null);
        driving.startRide(ride, new StartRequest().pin(assigned.getPin()), null);
        assertThat(driving.completeRide(ride, null).getState()).isEqualTo("COMPLETED");

        playDispatchAndTracking(rider, driver);
        Receipt receipt = afterwards.viewReceipt(ride);
        assertThat(receipt.getBasis()).isEqualTo("QUOTE_HELD");
        assertThat(afterwards.rateRide(ride, new RatingRequest().stars(5)).getBy()).isEqualTo("RIDER");
        RidePage history = rides.listRides(10, null, null);
        assertThat(history.getItems()).singleElement()
                .satisfies(paid -> assertThat(paid.getFare()).isEqualTo(receipt.getTotal()));
        assertThat(history.getNextCursor()).isNull();
    }

    @Test
    void aTripThatIsNotServedSaysSoByItsTypeAndWhatIsServed() throws JsonProcessingException {
        ApiException refusal = refused(() -> new QuotesApi(riderClient())
                .quoteTrip(new QuoteRequest().pickup(REYKJAVIK).dropoff(EMPIRE_STATE)));
        Problem problem = ApiClient.createDefaultObjectMapper().readValue(refusal.getResponseBody(), Problem.class);

        assertThat(problem.getType()).hasToString("/problems/outside-service-area");
        assertThat(problem.getStatus()).isEqualTo(refusal.getCode()).isEqualTo(422);
        assertThat(problem.getRetryable()).isFalse();
        assertThat(problem.getErrors()).extracting(FieldFault::getPointer).containsExactly("/pickup");
        assertThat(problem.getServed()).extracting(City::getCity).contains("new-york");
    }

    private RideRequest orderOf(QuoteRequest trip) throws ApiException {
        Quote quote = new QuotesApi(riderClient()).quoteTrip(trip);
        return new RideRequest().quoteId(quote.getQuoteId())
                .vehicleClass(quote.getOptions().getFirst().getVehicleClass())
                .pickup(trip.getPickup()).dropoff(trip.getDropoff());
    }

    private ApiClient riderClient() {
        return clientOf("rider", rider);
    }

    private ApiClient clientOf(String role, String name) {
        var client = new ApiClient();
        client.updateBaseUri(address());
        client.setReadTimeout(Duration.ofSeconds(20));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + Tokens.of(role, name)));
        return client;
    }

    private static ApiException refused(ThrowingCallable request) {
        return catchThrowableOfType(ApiException.class, request);
    }

    private static String headerOf(ApiResponse<?> answer, String name) {
        return answer.getHeaders().getOrDefault(name, List.of()).getFirst();
    }
}
