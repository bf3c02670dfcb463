package dev.ridewire.bench.peers.modulith;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** As generated: Spring Modulith configures itself. */
@SpringBootApplication
class ModulithApplication {}
