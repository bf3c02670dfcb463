package dev.ridewire.bench.peers.namastack;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** As generated: Namastack Outbox configures itself. */
@SpringBootApplication
class NamastackApplication {}
