package dev.ridewire.bench.textbook;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Events that are to be sent. */
interface OutboxRepository extends JpaRepository<OutboxEntity, UUID> {}
