package dev.ridewire.dispatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts dispatch. */
@SpringBootApplication
public class DispatchApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(DispatchApplication.class, arguments);
    }
}
