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
    /** Everything listens here and nowhere else. */
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
     * Returns a port that nobody listens on now, another one at each call, and in each JVM other ones. It lies below
     * the range that systems take the near end of outgoing connections from (32768 on Linux, higher elsewhere): a port
     * from that range could be lost to a connection before it is listened on, or while a part that is started again
     * leaves it for a moment.
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

    /** Takes a block of ports from all other JVMs. The first block is a random one, so that JVMs seldom meet. */
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
            // A listener on all addresses would not keep this JVM from binding one of them.
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

    /** Reports whether something could listen on the port. */
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

    /** Reports whether something on the port takes connections. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
