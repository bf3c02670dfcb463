package dev.ridewire.dispatch.adapter.persistence;

import dev.ridewire.dispatch.application.Transactions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Transactions of the database; read committed, so a row that was waited for is seen as its holder left it. */
@Component
final class SpringTransactions implements Transactions {
    private final TransactionalOperator transactions;

    SpringTransactions(TransactionalOperator transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> inOne(Mono<T> steps) {
        return transactions.transactional(steps);
    }
}
