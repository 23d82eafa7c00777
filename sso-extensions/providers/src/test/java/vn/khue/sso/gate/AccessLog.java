package vn.khue.sso.gate;

import com.unboundid.ldap.listener.AccessLogRequestHandler;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.ProxyRequestHandler;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.SingleServerSet;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** A way to the directory on which every request is passed on, and noted as in an access log. */
final class AccessLog extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private LDAPListener listener;

    private AccessLog() {}

    /** Listens on a free port of loopback. */
    static AccessLog before(int directoryPort) throws IOException {
        var options = new LDAPConnectionOptions();
        options.setAutoReconnect(true);
        var log = new AccessLog();
        var config = new LDAPListenerConfig(
                0,
                new AccessLogRequestHandler(
                        log, new ProxyRequestHandler(new SingleServerSet("localhost", directoryPort, options))));
        config.setListenAddress(InetAddress.getLoopbackAddress());
        log.listener = new LDAPListener(config);
        log.listener.startListening();
        return log;
    }

    /** Ends every connection, as the end of the directory itself would. */
    void cut() {
        listener.closeAllConnections(false);
    }

    int port() {
        return listener.getListenPort();
    }

    /** Names that were bound, in order. */
    List<String> binds() {
        return lines.stream()
                .filter(line -> line.contains("BIND REQUEST"))
                .map(line -> line.replaceFirst(".* dn=\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
