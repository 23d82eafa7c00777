package vn.khue.bench.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import vn.khue.bench.BenchException;

/** Ports on which nobody listens, below those that the kernel gives to outgoing connections. */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 100;

    private final Random random = new Random(ProcessHandle.current().pid());

    int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + random.nextInt(COUNT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody is there: the next one.
                continue;
            }
        }
        throw new BenchException("expected a free port from " + FIRST + " on, found none in " + TRIES + " tries");
    }
}
