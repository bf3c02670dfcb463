package dev.ridewire.bench.textbook;

import org.springframework.data.jpa.repository.JpaRepository;

/** Which request each key stands for. */
interface IdempotencyKeyRepository extends JpaRepository<IdempotencyKeyEntity, IdempotencyKeyEntity.Id> {}
