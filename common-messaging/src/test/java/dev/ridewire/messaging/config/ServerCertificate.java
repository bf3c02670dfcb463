package dev.ridewire.messaging.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A key and a certificate for 127.0.0.1 that vouches for itself, in PEM. */
record ServerCertificate(Path file, List<String> certificate, List<String> key) {
    private static final String PASSWORD = "secret";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[]{'\n'});

    /** Made by the JDK's own keytool. */
    static ServerCertificate in(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2",
                "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
                store.toString(),
                "-storepass", PASSWORD).inheritIO().start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        List<String> certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        List<String> key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        return new ServerCertificate(Files.write(folder.resolve(name + ".crt"), certificate), certificate, key);
    }

    private static List<String> pem(String what, byte[] der) {
        return Stream.of(Stream.of("-----BEGIN " + what + "-----"), LINES.encodeToString(der).lines(),
                Stream.of("-----END " + what + "-----")).flatMap(lines -> lines).toList();
    }
}
