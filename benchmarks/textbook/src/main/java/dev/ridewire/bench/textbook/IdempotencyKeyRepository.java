package dev.ridewire.bench.textbook;

import org.springframework.data.jpa.repository.JpaRepository;

/** The store of keys and their requests. */
interface IdempotencyKeyRepository extends JpaRepository<IdempotencyKeyEntity, IdempotencyKeyEntity.Id> {}
