package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.khue.directory.ldap.Tree;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.Templates;

/** Makes slapd's configuration and first entries from the templates of the schema room. */
final class SlapdConfig {

    /** Standard schemas of OpenLDAP that ours build on. */
    private static final List<String> STANDARD =
            List.of("core.ldif", "cosine.ldif", "inetorgperson.ldif", "dyngroup.ldif");

    private final SchemaFiles files = new SchemaFiles();
    private final SecureRandom random = new SecureRandom();
    private final SlapdInstallation installation;
    private final SlapdSettings settings;
    private final Tree tree;

    SlapdConfig(SlapdInstallation installation, SlapdSettings settings) {
        this.installation = installation;
        this.settings = settings;
        this.tree = new Tree(settings.base());
    }

    /** The LDIF of cn=config with all that belongs in it. */
    String config() throws IOException {
        var parts = new TreeMap<String, String>();
        parts.put(
                "server",
                settings.replication()
                                .map(some -> "olcServerID: " + some.serverId() + "\n")
                                .orElse("")
                        + settings.tls().map(this::tls).orElse(""));
        parts.put("schema", schemas());
        parts.put("limits", fill(files.limits()));
        parts.put("access", settings.replication().map(this::peers).orElse("") + fill(files.access()));
        // In this order: what is named later hears of a change first, and peers hear of it when it is logged.
        parts.put(
                "overlays",
                fill(files.overlays())
                        + whereThereArePeers(files.replication())
                        + "\n" + fill(files.accessLog())
                        + whereThereArePeers(files.logProvider()));
        var all = new StringBuilder();
        for (String line : fill(files.config()).split("\n", -1)) {
            if (!line.startsWith("#include ")) {
                all.append(line).append('\n');
                continue;
            }
            String part = parts.remove(line.substring("#include ".length()).strip());
            if (part == null) {
                throw new IOException("expected a part of cn=config that is known, found " + line);
            }
            all.append(line.startsWith("#include schema") || line.startsWith("#include overlays") ? part : lines(part));
        }
        if (!parts.isEmpty()) {
            throw new IOException("expected places for " + parts.keySet() + " in config.ldif, found none");
        }
        return all.toString();
    }

    /** The branches, the policies on wrong binds, and the service accounts, in the order in which they are added. */
    List<Entry> firstEntries() throws IOException {
        var accounts = new TreeMap<>(settings.servicePasswords());
        settings.replication().ifPresent(some -> accounts.put("replicator", some.password()));
        var ldif = new StringBuilder(Templates.fill(
                files.tree(),
                Map.of("base", settings.base(), "dc", tree.base().getRDN().getAttributeValues()[0])));
        ldif.append('\n').append(fill(files.policies()));
        accounts.forEach((name, password) -> ldif.append('\n')
                .append(Templates.fill(
                        files.service(),
                        Map.of(
                                "base", settings.base(),
                                "name", name,
                                "hash", SlapdPassword.hash(password, random)))));
        var entries = new ArrayList<Entry>();
        try (var reader =
                new LDIFReader(new ByteArrayInputStream(ldif.toString().getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                entries.add(entry);
            }
        } catch (LDIFException e) {
            throw new IOException("expected our own files in LDIF, found an error", e);
        }
        return entries;
    }

    Path configFolder() {
        return settings.folder().resolve("slapd.d");
    }

    Path dataFolder() {
        return settings.folder().resolve("mdb");
    }

    Path accessLogFolder() {
        return settings.folder().resolve("accesslog");
    }

    private String tls(SlapdTls tls) {
        return Templates.fill(
                files.tls(),
                Map.of(
                        "certificate", tls.certificate().toAbsolutePath().toString(),
                        "key", tls.key().toAbsolutePath().toString(),
                        "authorities", tls.authorities().toAbsolutePath().toString(),
                        "ciphers", installation.tlsCiphers()));
    }

    private String whereThereArePeers(String template) {
        return settings.replication().map(some -> "\n" + fill(template)).orElse("");
    }

    private String peers(SlapdReplication replication) {
        var lines = new StringBuilder(fill(files.peers()));
        String tls = settings.tls()
                .map(some -> " starttls=critical tls_reqcert=demand tls_cacert="
                        + some.authorities().toAbsolutePath())
                .orElse("");
        int rid = 0;
        for (URI peer : replication.peers()) {
            rid++;
            lines.append(Templates.fill(
                    files.peer(),
                    Map.of(
                            "rid", String.format(java.util.Locale.ROOT, "%03d", rid),
                            "url", peer.toString(),
                            "base", settings.base(),
                            "password", replication.password(),
                            "tls", "ldaps".equals(peer.getScheme()) ? tls.replace(" starttls=critical", "") : tls)));
        }
        return lines + "olcMultiProvider: TRUE\n";
    }

    private String fill(String template) {
        var values = new HashMap<String, String>();
        values.put("base", settings.base());
        values.put("run", settings.folder().toString());
        values.put("data", dataFolder().toString());
        values.put("accesslog", accessLogFolder().toString());
        values.put("modules", installation.modules().toString());
        values.put("maxsize", Long.toString(settings.maxBytes()));
        values.put("adminHash", SlapdPassword.hash(settings.adminPassword(), random));
        values.put("failures", Integer.toString(settings.policy().bindFailures()));
        values.put(
                "countSeconds", Long.toString(settings.policy().countFailures().toSeconds()));
        values.put("lockSeconds", Long.toString(settings.policy().lock().toSeconds()));
        values.put("appPasswords", Integer.toString(settings.policy().appPasswords()));
        return Templates.fill(template, values);
    }

    /** Lines that stand inside an entry, which an empty line would end. */
    private static String lines(String part) {
        return part.replaceAll("(?m)^\\s*\n", "");
    }

    private String schemas() throws IOException {
        var all = new StringBuilder();
        for (String standard : STANDARD) {
            all.append(Files.readString(installation.schemas().resolve(standard), StandardCharsets.UTF_8))
                    .append('\n');
        }
        files.schemas().forEach(text -> all.append(text).append('\n'));
        return all.toString();
    }
}
