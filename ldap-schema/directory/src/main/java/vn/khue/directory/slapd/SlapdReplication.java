package vn.khue.directory.slapd;

import java.net.URI;
import java.util.List;

/**
 * One of several servers that all take writes and tell one another the changes (delta-syncrepl).
 *
 * @param serverId of this server, 1 to 4095, each another; server 1 makes the branches, policies and accounts, the others
 *     get them from it
 * @param peers the other servers
 * @param password of cn=replicator, the same on all
 */
public record SlapdReplication(int serverId, List<URI> peers, String password) {

    private static final int LARGEST_ID = 4095;

    /**
     * @throws IllegalArgumentException if the id is out of range, no peer is named, or the password is empty or holds a quote
     */
    public SlapdReplication {
        peers = List.copyOf(peers);
        if (serverId < 1 || serverId > LARGEST_ID || peers.isEmpty()) {
            throw new IllegalArgumentException("expected a server id from 1 to " + LARGEST_ID
                    + " and at least one peer, found id " + serverId + " and " + peers.size() + " peers");
        }
        if (!password.matches("[A-Za-z0-9._-]{8,}")) {
            throw new IllegalArgumentException(
                    "expected a password of at least 8 letters and digits for cn=replicator, found another; draw a new one");
        }
    }

    /** Whether this server makes the first entries. */
    boolean founds() {
        return serverId == 1;
    }

    /** Does not tell the password. */
    @Override
    public String toString() {
        return "SlapdReplication[" + serverId + ", " + peers + "]";
    }
}
