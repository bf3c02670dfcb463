package dev.ridewire.tracking.adapter.persistence;

import dev.ridewire.tracking.application.Rides;
import dev.ridewire.tracking.application.share.ShareLinks;
import dev.ridewire.tracking.application.share.ShareLinksContract;
import org.springframework.r2dbc.core.DatabaseClient;

class PostgresShareLinksTest extends ShareLinksContract {
    private static final DatabaseClient DATABASE = MigratedDatabase.client();

    @Override
    protected ShareLinks links() {
        return new PostgresShareLinks(DATABASE);
    }

    @Override
    protected Rides rides() {
        return new PostgresRides(DATABASE);
    }
}
