package vn.khue.directory.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/** Sockets that read through a {@link DepthLimit}. Thread-safe. */
final class GuardedSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new Server(port, 0, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return new Server(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new Server(port, backlog, address);
    }

    private static final class Server extends ServerSocket {

        Server(int port, int backlog, InetAddress address) throws IOException {
            super(port, backlog, address);
        }

        @Override
        public Socket accept() throws IOException {
            var accepted = new Limited();
            implAccept(accepted);
            return accepted;
        }
    }

    private static final class Limited extends Socket {

        private DepthLimit limit;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (limit == null) {
                limit = new DepthLimit(super.getInputStream());
            }
            return limit;
        }
    }
}
