-- A driver's earnings by day. Outside a transaction, so that rides are written meanwhile; a build that broke off is made anew.
drop index concurrently if exists ride_earnings_of_driver;
create index concurrently ride_earnings_of_driver on ride (driver_id, state_changed_at) where driver_earnings is not null;
