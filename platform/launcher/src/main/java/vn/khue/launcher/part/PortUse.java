package vn.khue.launcher.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port that a part listens on.
 *
 * @param port 1 to 65535, on the loopback address
 * @param url where the part is reached, as shown to people
 */
public record PortUse(int port, String url) {
    /** Whether nobody listens there now. */
    public boolean free() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
