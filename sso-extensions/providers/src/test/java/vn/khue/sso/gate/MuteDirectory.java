package vn.khue.sso.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** In the directory's place: takes every connection and never says a word. */
final class MuteDirectory implements AutoCloseable {
    private final List<Socket> taken = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;

    private MuteDirectory(ServerSocket listening) {
        this.listening = listening;
    }

    static MuteDirectory at(int port) {
        try {
            var mute = new MuteDirectory(new ServerSocket(port, 200, InetAddress.getLoopbackAddress()));
            var thread = new Thread(mute::take, "mute-directory");
            thread.setDaemon(true);
            thread.start();
            return mute;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take() {
        try {
            while (!listening.isClosed()) {
                taken.add(listening.accept());
            }
        } catch (IOException e) {
            // Closed: its time is over.
        }
    }

    /** How many connections it took so far. */
    int taken() {
        return taken.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : taken) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
