package dev.ridewire.messaging.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a service and its PostgreSQL, and can hold the replication connections up: they stay open and nothing
 * gets through, as behind a firewall that has forgotten them.
 */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Object held = new Object();
    private volatile int holdUpTo;
    private volatile int replications;

    TcpProxy(String host, int port) throws IOException {
        server = new InetSocketAddress(host, port);
        door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The replication connections there are; later ones get through. */
    void holdReplication() {
        holdUpTo = replications;
    }

    /** Those that come, too. */
    void holdAllReplication() {
        holdUpTo = Integer.MAX_VALUE;
    }

    void letGo() {
        synchronized (held) {
            holdUpTo = 0;
            held.notifyAll();
        }
    }

    @Override
    public void close() {
        letGo();
        try {
            door.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                var client = door.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(Socket client) {
        try {
            var to = new Socket();
            sockets.add(to);
            to.connect(server);
            client.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            var number = new int[1];
            Thread.ofVirtual().start(() -> pump(to, client, number, false));
            pump(client, to, number, true);
        } catch (IOException e) {
            // As the other side sees it.
        }
    }

    private void pump(Socket from, Socket to, int[] number, boolean fromClient) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var buffer = new byte[65536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (fromClient && number[0] == 0 && isReplicationStart(Arrays.copyOf(buffer, n))) {
                    number[0] = ++replications;
                }
                awaitLetGo(number[0]);
                out.write(buffer, 0, n);
                out.flush();
            }
            awaitLetGo(number[0]);
        } catch (IOException | InterruptedException e) {
            // As the other side sees it.
        }
    }

    private static boolean isReplicationStart(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("START_REPLICATION");
    }

    private void awaitLetGo(int number) throws InterruptedException {
        synchronized (held) {
            while (number > 0 && number <= holdUpTo) {
                held.wait();
            }
        }
    }
}
