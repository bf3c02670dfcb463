package dev.ridewire.bench.peers.namastack;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A generated application, in which Namastack Outbox configures itself. */
@SpringBootApplication
class NamastackApplication {}
