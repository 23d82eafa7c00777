package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import vn.khue.directory.DirectoryException;

/**
 * Bound connections to the first server that answers. Opens none until the first use, so that an application may start before its
 * directory. A server counts as answering once it has taken the bind: one that only takes connections is passed over after the
 * time-out. Thread-safe.
 */
public final class LdapPool implements AutoCloseable {

    /** Connections are made anew after this time, so that load spreads again after a restart. */
    private static final long MAX_AGE_MILLIS = TimeUnit.MINUTES.toMillis(5);

    /** Those to a server that is not the preferred one live no longer than this, so that work returns to it soon. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private static final int LOOKS = 3;
    private static final int LDAP_PORT = 389;
    private static final int LDAPS_PORT = 636;

    private final LDAPConnectionPool pool;

    public LdapPool(LdapEndpoint endpoint) {
        this(endpoint, AWAY);
    }

    /**
     * @param away how long a connection to another than the preferred server is used
     */
    LdapPool(LdapEndpoint endpoint, Duration away) {
        var bind = new SimpleBindRequest(endpoint.bindDn(), endpoint.password());
        ServerSet[] servers = endpoint.servers().stream()
                .map(server -> single(server, endpoint, bind))
                .toArray(ServerSet[]::new);
        var inOrder = new FailoverServerSet(servers);
        inOrder.setMaxFailoverConnectionAgeMillis(away.toMillis());
        try {
            pool = new LDAPConnectionPool(inOrder, bind, 0, endpoint.connections());
        } catch (LDAPException e) {
            throw LdapErrors.from("take connections", e);
        }
        pool.setConnectionPoolName("khue-directory");
        pool.setCreateIfNecessary(false);
        pool.setMaxWaitTimeMillis(
                endpoint.connectTimeout().plus(endpoint.responseTimeout()).toMillis());
        pool.setMaxConnectionAgeMillis(MAX_AGE_MILLIS);
        // The pool's own thread looks for connections that are due, so no caller waits for a preferred server that is
        // still dead.
        pool.setHealthCheckIntervalMillis(Math.max(1, away.toMillis() / LOOKS));
        // Reads only: whether a change may be sent twice is decided in Changes.
        pool.setRetryFailedOperationsDueToInvalidConnections(
                EnumSet.of(OperationType.SEARCH, OperationType.COMPARE, OperationType.BIND));
    }

    /** Reads over any connection; tried again on the next server where the connection turns out dead. */
    public <T> T use(String doing, Work<T> work) {
        try {
            return work.on(pool);
        } catch (LDAPException e) {
            forgetIfUnusable(e);
            throw LdapErrors.from(doing, e);
        }
    }

    /**
     * Does several things over one connection, such as the pages of one search, which a server knows by their connection. A dead
     * connection is exchanged once; the work is then begun anew.
     */
    <T> T hold(String doing, Held<T> work) {
        LDAPConnection connection = null;
        try {
            connection = pool.getConnection();
            try {
                return work.on(connection, false);
            } catch (LDAPException e) {
                if (usable(e.getResultCode()) || e.getResultCode() == ResultCode.TIMEOUT) {
                    throw e;
                }
                pool.shrinkPool(0);
                LDAPConnection dead = connection;
                connection = null;
                connection = pool.replaceDefunctConnection(dead);
                return work.on(connection, true);
            }
        } catch (LDAPException e) {
            if (connection != null && !usable(e.getResultCode())) {
                pool.releaseDefunctConnection(connection);
                connection = null;
            }
            forgetIfUnusable(e);
            throw LdapErrors.from(doing, e);
        } finally {
            if (connection != null) {
                pool.releaseConnection(connection);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Idle connections to a server that has died or hangs would each cost a caller another wait. */
    private void forgetIfUnusable(LDAPException e) {
        if (!usable(e.getResultCode())) {
            pool.shrinkPool(0);
        }
    }

    private static boolean usable(ResultCode code) {
        return ResultCode.isConnectionUsable(code);
    }

    private static ServerSet single(URI server, LdapEndpoint endpoint, SimpleBindRequest bind) {
        boolean tls = "ldaps".equals(server.getScheme());
        int port = server.getPort() >= 0 ? server.getPort() : tls ? LDAPS_PORT : LDAP_PORT;
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(
                Math.toIntExact(endpoint.connectTimeout().toMillis()));
        options.setResponseTimeoutMillis(endpoint.responseTimeout().toMillis());
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        if (tls) {
            // RFC 4513, 3.1.3. A trusted certificate of another host would be enough otherwise.
            options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        }
        SocketFactory sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        return new SingleServerSet(server.getHost(), port, sockets, options, bind, null);
    }

    /** One read. */
    public interface Work<T> {
        T on(LDAPConnectionPool pool) throws LDAPException, DirectoryException;
    }

    /** Several things over one connection. */
    interface Held<T> {
        /**
         * @param again whether an earlier try broke off, so that what it changed may have been kept
         */
        T on(LDAPConnection connection, boolean again) throws LDAPException, DirectoryException;
    }
}
