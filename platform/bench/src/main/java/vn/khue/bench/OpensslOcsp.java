package vn.khue.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** {@code openssl ocsp} as responder over an index of as many certificates, with a P-256 key. */
final class OpensslOcsp implements AutoCloseable {

    private final Process process;
    private final int port;
    private final String path;
    private final String version;

    OpensslOcsp(Path folder, int certificates) throws IOException {
        Path home = Files.createDirectories(folder.resolve("openssl"));
        version = Commands.output(home, "openssl", "version").strip().split(" \\(")[0];
        Commands.output(
                home,
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-subj",
                "/CN=peer",
                "-days",
                "2");
        StringBuilder index = new StringBuilder();
        for (int i = 0; i < certificates; i++) {
            index.append("V\t491231000000Z\t\t")
                    .append(serial(i))
                    .append("\tunknown\t/CN=")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(home.resolve("index.txt"), index, StandardCharsets.US_ASCII);
        Commands.output(
                home,
                "openssl",
                "ocsp",
                "-issuer",
                "ca.pem",
                "-serial",
                "0x" + serial(certificates / 2),
                "-no_nonce",
                "-reqout",
                "request.der");
        path = Base64.getEncoder()
                .encodeToString(Files.readAllBytes(home.resolve("request.der")))
                .replace("/", "%2F")
                .replace("+", "%2B")
                .replace("=", "%3D");
        port = SigningService.freePort();
        process = new ProcessBuilder(
                        "openssl",
                        "ocsp",
                        "-index",
                        "index.txt",
                        "-port",
                        Integer.toString(port),
                        "-CA",
                        "ca.pem",
                        "-rsigner",
                        "ca.pem",
                        "-rkey",
                        "ca.key",
                        "-ndays",
                        "1",
                        "-ignore_err")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.log").toFile())
                .start();
    }

    /** One GET; the responder takes one connection at a time and closes it, so nothing is kept and nothing runs beside it. */
    void get() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET /" + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            if (!new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.0 200")) {
                throw new IOException("a good answer of openssl ocsp expected, found " + answer.length + " bytes");
            }
        }
    }

    String version() {
        return version;
    }

    private static String serial(int number) {
        return String.format(java.util.Locale.ROOT, "4B68756542656E63%016X", number);
    }

    @Override
    public void close() {
        Commands.end(process);
    }
}
