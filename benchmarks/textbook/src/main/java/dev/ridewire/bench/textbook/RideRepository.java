package dev.ridewire.bench.textbook;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** The store of rides. */
interface RideRepository extends JpaRepository<RideEntity, UUID> {}
