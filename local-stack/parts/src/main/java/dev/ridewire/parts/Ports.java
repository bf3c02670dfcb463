package dev.ridewire.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The loopback's TCP ports. */
public final class Ports {
    /** Everything listens here and nowhere else. */
    public static final String HOST = "127.0.0.1";
    private static final int CONNECT_TIMEOUT_MS = 500;
    private static final int LOWEST = 20_000;
    private static final int RANGE = 12_000;
    /** Begins anywhere, so that two JVMs seldom look at the same ports at the same time. */
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(RANGE));

    private Ports() {}

    /**
     * A port that nobody listens on now, another one at each call. It lies below the range that systems take the near end of
     * outgoing connections from (32768 on Linux, higher elsewhere): a port from that range could be lost to a connection before
     * it is listened on, or while a part that is started again leaves it for a moment.
     */
    public static int free() {
        for (int tries = 0; tries < RANGE; tries++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), RANGE);
            if (isFree(port)) {
                return port;
            }
        }
        throw new PartFailedException("no free port on %s from %d to %d".formatted(HOST, LOWEST, LOWEST + RANGE - 1));
    }

    /** Whether something could listen on the port. */
    public static boolean isFree(int port) {
        if (accepts(port)) {
            // Who listens on all addresses does not keep us from binding one of them.
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether something on the port takes connections. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
