package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import java.net.URI;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import vn.khue.directory.DirectoryException;

/**
 * Bound connections to the first server that answers. Opens none until the first use, so that an application may start before its
 * directory. Thread-safe.
 */
public final class LdapPool implements AutoCloseable {

    /** Connections are made anew after this time, so that work returns to the preferred server after a fail-over. */
    private static final long MAX_AGE_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private static final int LDAP_PORT = 389;
    private static final int LDAPS_PORT = 636;

    private final LDAPConnectionPool pool;

    public LdapPool(LdapEndpoint endpoint) {
        ServerSet[] servers = endpoint.servers().stream()
                .map(server -> single(server, endpoint))
                .toArray(ServerSet[]::new);
        try {
            pool = new LDAPConnectionPool(
                    new FailoverServerSet(servers),
                    new SimpleBindRequest(endpoint.bindDn(), endpoint.password()),
                    0,
                    endpoint.connections());
        } catch (LDAPException e) {
            throw LdapErrors.from("take connections", e);
        }
        pool.setConnectionPoolName("khue-directory");
        pool.setCreateIfNecessary(false);
        pool.setMaxWaitTimeMillis(
                endpoint.connectTimeout().plus(endpoint.responseTimeout()).toMillis());
        pool.setMaxConnectionAgeMillis(MAX_AGE_MILLIS);
        // Reads only: an add sent twice would be answered "already exists" although it was ours.
        pool.setRetryFailedOperationsDueToInvalidConnections(
                EnumSet.of(OperationType.SEARCH, OperationType.COMPARE, OperationType.BIND));
    }

    /** Does one thing over the pool, with errors in our terms. */
    public <T> T use(String doing, Work<T> work) {
        try {
            return work.on(pool);
        } catch (LDAPException e) {
            throw LdapErrors.from(doing, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static ServerSet single(URI server, LdapEndpoint endpoint) {
        boolean tls = "ldaps".equals(server.getScheme());
        int port = server.getPort() >= 0 ? server.getPort() : tls ? LDAPS_PORT : LDAP_PORT;
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(
                Math.toIntExact(endpoint.connectTimeout().toMillis()));
        options.setResponseTimeoutMillis(endpoint.responseTimeout().toMillis());
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        SocketFactory sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        return new SingleServerSet(server.getHost(), port, sockets, options);
    }

    /** One piece of work. */
    public interface Work<T> {
        T on(LDAPConnectionPool pool) throws LDAPException, DirectoryException;
    }
}
