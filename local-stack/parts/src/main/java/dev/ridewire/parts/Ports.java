package dev.ridewire.parts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The loopback's TCP ports. */
public final class Ports {
    /** The only address on which parts listen. */
    public static final String HOST = "127.0.0.1";
    private static final int CONNECT_TIMEOUT_MS = 500;
    private static final int LOWEST = 20_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 120;

    /** The sockets that hold this JVM's blocks: each listens on its block's first port until the JVM ends. */
    private static final List<ServerSocket> CLAIMS = new ArrayList<>();
    private static int next;
    private static int end;

    private Ports() {}

    /**
     * Returns a port that nobody listens on now: a different one at each call, and in each JVM. It lies below the range
     * that systems take the near end of outgoing connections from (32768 on Linux, higher elsewhere): a connection
     * could take a port from that range before a part listens on it, or while the part restarts.
     */
    public static synchronized int free() {
        while (true) {
            if (next == end) {
                claimBlock();
            }
            int port = next++;
            if (isFree(port)) {
                return port;
            }
        }
    }

    /**
     * Reserves a block of ports against all other JVMs. The first attempt is a random block, so that JVMs seldom
     * collide.
     */
    private static void claimBlock() {
        int start = ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int tries = 0; tries < BLOCKS; tries++) {
            int first = LOWEST + (start + tries) % BLOCKS * BLOCK;
            var claim = claim(first);
            if (claim != null) {
                CLAIMS.add(claim);
                next = first + 1;
                end = first + BLOCK;
                return;
            }
        }
        throw new PartFailedException("no free block of ports on %s from %d to %d"
                .formatted(HOST, LOWEST, LOWEST + BLOCKS * BLOCK - 1));
    }

    private static @Nullable ServerSocket claim(int port) {
        if (accepts(port)) {
            // A listener on all addresses would not prevent this JVM from binding the port on one of them.
            return null;
        }
        try {
            return listenOn(port);
        } catch (IOException e) {
            return null;
        }
    }

    private static ServerSocket listenOn(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Reports whether a process could listen on the port. */
    public static boolean isFree(int port) {
        var socket = claim(port);
        if (socket == null) {
            return false;
        }
        try {
            socket.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reports whether a process accepts connections on the port. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
