package dev.ridewire.dispatch.application;

import reactor.core.publisher.Mono;

/** Makes several steps one: all of them happen, or none. What is locked stays locked until the end. */
public interface Transactions {
    <T> Mono<T> inOne(Mono<T> steps);
}
