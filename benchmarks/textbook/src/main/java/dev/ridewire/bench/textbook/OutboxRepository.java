package dev.ridewire.bench.textbook;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** The store of events to send. */
interface OutboxRepository extends JpaRepository<OutboxEntity, UUID> {}
