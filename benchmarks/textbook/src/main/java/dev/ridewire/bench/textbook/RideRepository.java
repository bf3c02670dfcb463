package dev.ridewire.bench.textbook;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Rides. */
interface RideRepository extends JpaRepository<RideEntity, UUID> {}
