package dev.ridewire.stack.home;

import dev.ridewire.parts.Ports;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The ports on which the parts listen, always on the loopback interface. */
public record StackPorts(
        int booking,
        int dispatch,
        int tracking,
        int zipkin,
        int kafka,
        int kafkaController,
        int postgres,
        int bookingManagement,
        int dispatchManagement,
        int trackingManagement) {
    /** The ports that the documentation names. */
    public static final StackPorts USUAL = new StackPorts(8081, 8082, 8083, 9411, 9092, 9093, 54320, 9081, 9082, 9083);
    private static final int HIGHEST_BASE = 65_535 - 13;

    /**
     * Returns all ports in a block from a base on.
     *
     * @throws IllegalArgumentException if the base leaves no room for the block
     */
    public static StackPorts from(int base) {
        if (base < 1024 || base > HIGHEST_BASE) {
            throw new IllegalArgumentException("base port: " + base + " (expected: 1024.." + HIGHEST_BASE + ")");
        }
        return new StackPorts(
                base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7, base + 11, base + 12, base + 13);
    }

    /**
     * Returns different ports that nobody listens on now. Tests use them, because they run beside each other and beside
     * a stack.
     */
    public static StackPorts free() {
        Iterator<Integer> free = Stream.generate(Ports::free).distinct().iterator();
        return new StackPorts(
                free.next(), free.next(), free.next(), free.next(), free.next(), free.next(), free.next(), free.next(),
                free.next(), free.next());
    }

    /** Returns the public address of a service. */
    public int of(Part service) {
        return switch (service) {
            case BOOKING -> booking;
            case DISPATCH -> dispatch;
            case TRACKING -> tracking;
            case ZIPKIN -> zipkin;
            case KAFKA -> kafka;
            case POSTGRES -> postgres;
        };
    }

    /** Returns the management port of a part, or its public port if it has no other. */
    public int managementOf(Part part) {
        return switch (part) {
            case BOOKING -> bookingManagement;
            case DISPATCH -> dispatchManagement;
            case TRACKING -> trackingManagement;
            case ZIPKIN, KAFKA, POSTGRES -> of(part);
        };
    }

    /** Returns every port that a part needs, with its purpose. */
    public Map<String, Integer> neededBy(Part part) {
        var needed = new LinkedHashMap<String, Integer>();
        needed.put(part.label(), of(part));
        switch (part) {
            case BOOKING, DISPATCH, TRACKING -> needed.put(part.label() + " management", managementOf(part));
            case KAFKA -> needed.put("kafka controller", kafkaController);
            case ZIPKIN, POSTGRES -> {}
        }
        return needed;
    }

    /** Returns the address of a part that speaks HTTP. */
    public URI address(Part part) {
        return URI.create("http://" + Ports.HOST + ":" + of(part));
    }

    public String kafkaServers() {
        return Ports.HOST + ":" + kafka;
    }
}
