package vn.khue.directory.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.khue.directory.DirectoryException;

/**
 * The files of the schema room, as text. They are written once, in the form of cn=config; slapd takes them as they are.
 * Thread-safe.
 */
public final class SchemaFiles {

    private static final List<String> SCHEMAS = List.of("eduperson.ldif", "schac.ldif", "private.ldif", "khue.ldif");

    /** Our schema files in the order in which they build on one another; core, cosine and inetorgperson come before them. */
    public List<String> schemas() {
        return SCHEMAS.stream().map(this::read).toList();
    }

    /** Template of cn=config; its lines that begin with {@code #include} name what else belongs in it. */
    public String config() {
        return read("config.ldif");
    }

    /** Template of the rights: the olcAccess lines of the main database. */
    public String access() {
        return read("access.ldif");
    }

    /** Template of the limits of searches: its olcLimits lines. */
    public String limits() {
        return read("limits.ldif");
    }

    /** Template of the overlays: what entries must keep to beyond the schema. */
    public String overlays() {
        return read("overlays.ldif");
    }

    /** Template of the lines of cn=config that say how TLS is spoken. */
    public String tls() {
        return read("tls.ldif");
    }

    /** Template of the log of changes: the overlay that writes it, its database, and who may read what of it. */
    public String accessLog() {
        return read("accesslog.ldif");
    }

    /** Template of what tells changes to peers; stands before the log of changes. */
    public String replication() {
        return read("replication.ldif");
    }

    /** Template of what tells the log of changes to peers; stands after it. */
    public String logProvider() {
        return read("logprovider.ldif");
    }

    /** Template of the lines of the main database that let peers read all. */
    public String peers() {
        return read("peers.ldif");
    }

    /** Template of the line that names one peer. */
    public String peer() {
        return read("peer.ldif");
    }

    /** Template of the tree's branches. */
    public String tree() {
        return read("tree.ldif");
    }

    /** Template of slapd's policies on wrong binds. */
    public String policies() {
        return read("policies.ldif");
    }

    /** Template of one service account in slapd. */
    public String service() {
        return read("service.ldif");
    }

    /**
     * A policy profile: numbers that law sets, as Java properties.
     *
     * @param profile such as VN-2026
     */
    public String policy(String profile) {
        return read("policy/" + profile + ".properties");
    }

    private String read(String name) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream("/vn/khue/schema/" + name)) {
            if (in == null) {
                throw missing(name, null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw missing(name, e);
        }
    }

    private static DirectoryException missing(String name, IOException cause) {
        return new DirectoryException(
                DirectoryException.Reason.UNAVAILABLE,
                "expected the file vn/khue/schema/" + name
                        + " of khue-schema on the class path, could not read it; build the" + " whole project",
                cause);
    }
}
