-- A rider's scheduled rides, newest first. Outside a transaction, so that rides are written meanwhile; a build that broke off is made anew.
drop index concurrently if exists ride_scheduled_of_rider;
create index concurrently ride_scheduled_of_rider on ride (rider_id, id desc) where state = 'SCHEDULED';
