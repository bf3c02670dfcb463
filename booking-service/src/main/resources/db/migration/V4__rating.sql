-- What a ride's two parties say of each other; the comment is for the house only.
create table rating (
    ride_id  uuid        not null,
    rated_by text        not null check (rated_by in ('RIDER', 'DRIVER')),
    revision integer     not null check (revision > 0),
    stars    integer     not null check (stars between 1 and 5),
    comment  text,
    rated_at timestamptz not null,
    primary key (ride_id, rated_by)
);
