package vn.khue.directory.ldap;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where the directory is and who asks. Immutable.
 *
 * @param servers {@code ldap://host:port} or {@code ldaps://host:port}, in the order of preference; the next is tried where one
 *     fails
 * @param base DN under which Khuê's tree stands
 * @param bindDn DN of the service account
 * @param password its password; never part of {@link #toString()}
 * @param connectTimeout longest wait for a connection
 * @param responseTimeout longest wait for an answer
 * @param connections most connections held open, 1 to 100
 * @param unitAge how old a unit may be that comes from memory
 */
public record LdapEndpoint(
        List<URI> servers,
        String base,
        String bindDn,
        String password,
        Duration connectTimeout,
        Duration responseTimeout,
        int connections,
        Duration unitAge) {

    /**
     * @throws IllegalArgumentException if no server is named, a server has another scheme, the password is empty (a bind
     *     without password would be anonymous), or a number is out of range
     */
    public LdapEndpoint {
        servers = List.copyOf(servers);
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(bindDn, "bindDn");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(responseTimeout, "responseTimeout");
        Objects.requireNonNull(unitAge, "unitAge");
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("expected at least one ldap:// server, found none; set KHUE_LDAP_URL");
        }
        for (URI server : servers) {
            if (server.getHost() == null
                    || !("ldap".equals(server.getScheme()) || "ldaps".equals(server.getScheme()))) {
                throw new IllegalArgumentException(
                        "expected ldap://host:port or ldaps://host:port, found " + server + "; correct KHUE_LDAP_URL");
            }
        }
        if (password.isEmpty()) {
            throw new IllegalArgumentException("expected the password of " + bindDn + ", found an empty one");
        }
        if (connections < 1 || connections > 100) {
            throw new IllegalArgumentException("expected 1 to 100 connections, found " + connections);
        }
    }

    /**
     * An endpoint with Khuê's usual limits: 2 s to connect, 5 s to answer, 8 connections, units at most 30 s old.
     *
     * @param urls one or more URLs, separated by spaces or commas
     */
    public static LdapEndpoint of(String urls, String base, String bindDn, String password) {
        List<URI> servers = Arrays.stream(urls.trim().split("[\\s,]+"))
                .filter(url -> !url.isEmpty())
                .map(URI::create)
                .toList();
        return new LdapEndpoint(
                servers,
                base,
                bindDn,
                password,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                8,
                Duration.ofSeconds(30));
    }

    /** The same once for each server, for what is each server's own; one connection each. */
    public List<LdapEndpoint> each() {
        return servers.stream()
                .map(server -> new LdapEndpoint(
                        List.of(server), base, bindDn, password, connectTimeout, responseTimeout, 1, unitAge))
                .toList();
    }

    @Override
    public String toString() {
        return "LdapEndpoint" + servers + " base=" + base + " as " + bindDn;
    }
}
