package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.shift.Drivers;
import dev.ridewire.dispatch.domain.shift.Driver;
import java.util.List;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresDrivers implements Drivers {
    private final DatabaseClient database;

    PostgresDrivers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Driver> find(String driverId) {
        return database.sql("/* find driver */ select %s from driver where driver_id = :driver"
                .formatted(Columns.DRIVER))
                .bind("driver", driverId)
                .map(Rows::driver).one();
    }

    @Override
    public Mono<List<Driver>> available(Set<String> driverIds) {
        return all("""
                /* find available drivers */
                select %s from driver
                 where driver_id = any(:drivers)
                   and status = 'AVAILABLE'
                """, driverIds);
    }

    @Override
    public Mono<List<Driver>> lock(Set<String> driverIds) {
        return all("""
                /* lock drivers */
                select %s from driver
                 where driver_id = any(:drivers)
                 order by driver_id
                   for update
                """, driverIds);
    }

    @Override
    public Mono<List<Driver>> lockAvailable(Set<String> driverIds) {
        return all("""
                /* lock available drivers */
                select %s from driver
                 where driver_id = any(:drivers)
                   and status = 'AVAILABLE'
                   for update skip locked
                """, driverIds);
    }

    private Mono<List<Driver>> all(String query, Set<String> driverIds) {
        return database.sql(query.formatted(Columns.DRIVER)).bind("drivers", driverIds.toArray(String[]::new))
                .map(Rows::driver).all().collectList();
    }
}
