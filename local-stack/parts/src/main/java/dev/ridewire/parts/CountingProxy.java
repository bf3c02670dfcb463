package dev.ridewire.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and PostgreSQL and counts round trips: how often a client speaks after the server has spoken.
 * So a batch of statements sent in one go is one, and so is each word that a reader of the WAL sends back.
 */
public final class CountingProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final int target;
    private final ServerSocket server;
    private final AtomicLong roundTrips = new AtomicLong();
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();

    /** @param target the server's port on this host */
    public CountingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Returns the round trips of all clients since the start. */
    public long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var client = server.accept();
                var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                open.add(client);
                open.add(upstream);
                var connection = new Connection();
                Thread.ofVirtual().start(() -> pump(client, upstream, connection::clientSpoke));
                Thread.ofVirtual().start(() -> pump(upstream, client, connection::serverSpoke));
            }
        } catch (IOException e) {
            // The socket was closed.
        }
    }

    private static void pump(Socket from, Socket to, Runnable spoke) {
        var buffer = new byte[BUFFER];
        try (from; to) {
            for (int count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream()
                    .read(buffer)) {
                spoke.run();
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side has closed its connection, so the proxy closes the other one.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private final class Connection {
        private boolean clientsTurn = true;

        synchronized void clientSpoke() {
            if (clientsTurn) {
                roundTrips.incrementAndGet();
                clientsTurn = false;
            }
        }

        synchronized void serverSpoke() {
            clientsTurn = true;
        }
    }
}
