package dev.ridewire.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class CountingProxyTest {
    @Test
    void aRoundTripIsAWordOfTheClientAfterOneOfTheServer() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = new CountingProxy(server.getLocalPort());
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                var serving = server.accept()) {
            for (int trip = 0; trip < 3; trip++) {
                client.getOutputStream().write(new byte[]{1, 2});
                assertThat(serving.getInputStream().readNBytes(2)).hasSize(2);
                client.getOutputStream().write(3);
                assertThat(serving.getInputStream().read()).isEqualTo(3);
                serving.getOutputStream().write(4);
                assertThat(client.getInputStream().read()).isEqualTo(4);
            }

            assertThat(proxy.roundTrips()).isEqualTo(3);
        }
    }
}
