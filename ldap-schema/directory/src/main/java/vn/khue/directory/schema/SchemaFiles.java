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

    private static final List<String> SCHEMAS = List.of("eduperson.ldif", "schac.ldif", "khue.ldif");

    /** Our schema files in the order in which they build on one another; core, cosine and inetorgperson come before them. */
    public List<String> schemas() {
        return SCHEMAS.stream().map(this::read).toList();
    }

    /** Template of cn=config. */
    public String config() {
        return read("config.ldif");
    }

    /** Template of the tree's branches. */
    public String tree() {
        return read("tree.ldif");
    }

    /** Template of one service account in slapd. */
    public String service() {
        return read("service.ldif");
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
