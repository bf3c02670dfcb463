package dev.ridewire.dispatch.adapter.web.offer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ridewire.dispatch.adapter.web.ApiOnPostgres;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * The statements that an answer costs, as the driver logs them; each is a round trip. Runs alone, since all contexts
 * log their statements to one logger.
 */
@Isolated
class OfferCostTest extends ApiOnPostgres {
    private final Logger queries = (Logger) LoggerFactory.getLogger("io.r2dbc.postgresql.QUERY");
    private final ListAppender<ILoggingEvent> issued = new ListAppender<>();

    @BeforeEach
    void listen() {
        issued.start();
        queries.setLevel(Level.DEBUG);
        queries.setAdditive(false);
        queries.addAppender(issued);
    }

    @AfterEach
    void stopListening() {
        queries.detachAppender(issued);
        queries.setAdditive(true);
        queries.setLevel(null);
    }

    @Test
    void aYesCostsFourRoundTrips() {
        UUID offer = city.offerTo(ann, ride);
        issued.list.clear();

        answer(ann, offer, "accept").expectStatus().isOk();

        assertThat(statements()).hasSize(4);
        assertThat(statements().get(1)).contains("lock offer with match and driver");
        assertThat(statements().get(2)).contains("store changes");
    }

    @Test
    void aRepeatedYesCostsThree() {
        UUID offer = city.offerTo(ann, ride);
        answer(ann, offer, "accept").expectStatus().isOk();
        issued.list.clear();

        answer(ann, offer, "accept").expectStatus().isOk();

        assertThat(statements()).hasSize(3);
    }

    /** Returns the statements about offers and the borders of transactions, without those of the infrastructure. */
    private List<String> statements() {
        return List.copyOf(issued.list).stream().map(ILoggingEvent::getFormattedMessage)
                .filter(text -> text.contains("offer") || text.contains("BEGIN") || text.contains("COMMIT")
                        || text.contains("SET"))
                .toList();
    }
}
