package vn.khue.pki.crl;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.PkiException;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.JdbcCertificateRegister;

/**
 * Publishes every list that is due, a few in a transaction, each whole or not at all. What is due stands in the database, so
 * that it comes after a restart as well, and of several nodes one works at a time. Thread-safe.
 */
public final class CrlPublication {
    private static final Logger LOG = LoggerFactory.getLogger(CrlPublication.class);

    /** Names the lock under which one process at a time publishes. */
    private static final long PUBLISHING = 0x6b687565_63726cL;

    private static final int AT_ONCE = 20;

    private final Connections connections;
    private final Map<String, CrlIssuer> issuers;
    private final Clock clock;
    private final Map<String, Instant> stopped = new ConcurrentHashMap<>();

    /**
     * @param connections a transaction per call
     * @param issuers by the CAs' names
     */
    public CrlPublication(Connections connections, Map<String, CrlIssuer> issuers, Clock clock) {
        this.connections = connections;
        this.issuers = new TreeMap<>(issuers);
        this.clock = clock;
    }

    /**
     * Publishes what is due. A CA whose key cannot be used is left until the next run; its lists stay as they are.
     *
     * @return how many lists were published
     * @throws PkiException fault STORE where the database does not answer; what was published stays
     */
    public int run() {
        int published = 0;
        for (Map.Entry<String, CrlIssuer> each : issuers.entrySet()) {
            try {
                published += run(each.getValue());
                if (stopped.remove(each.getKey()) != null) {
                    LOG.info("the CA {} signs its lists again", each.getKey());
                }
            } catch (PkiException e) {
                if (!e.fault().ofKey()) {
                    throw e;
                }
                if (stopped.putIfAbsent(each.getKey(), clock.instant()) == null) {
                    LOG.error("the CA {} cannot sign its lists; readers keep the last ones", each.getKey(), e);
                }
            }
        }
        return published;
    }

    /** CAs whose key could not be used at the last try, each with the time of its first failure (UTC). */
    public Map<String, Instant> stopped() {
        return new TreeMap<>(stopped);
    }

    private int run(CrlIssuer issuer) {
        Set<CrlName> done = new HashSet<>();
        List<CrlName> batch;
        boolean more;
        do {
            batch = connections.with(c -> batch(c, issuer));
            // An older transaction that is still under way may make a list due again at once; the next run sees to it.
            more = done.addAll(batch) && batch.size() == AT_ONCE;
        } while (more);
        return done.size();
    }

    private static List<CrlName> batch(Connection connection, CrlIssuer issuer) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, PUBLISHING);
            lock.execute();
        }
        CertificateRegister register = new JdbcCertificateRegister(Connections.joined(connection));
        List<CrlName> due = issuer.due(register, AT_ONCE);
        due.forEach(list -> issuer.issue(list, register));
        return due;
    }
}
