package dev.ridewire.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The loopback's TCP ports. */
public final class Ports {
    /** Everything listens here and nowhere else. */
    public static final String HOST = "127.0.0.1";
    private static final int CONNECT_TIMEOUT_MS = 500;

    private Ports() {}

    /** A port that nobody listens on now. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PartFailedException("no free port on " + HOST + ": " + e.getMessage(), e);
        }
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
