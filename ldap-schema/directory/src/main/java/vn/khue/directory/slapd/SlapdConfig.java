package vn.khue.directory.slapd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import vn.khue.directory.ldap.Tree;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.Templates;

/** Makes slapd's configuration and first entries from the templates of the schema room. */
final class SlapdConfig {

    private static final String INCLUDE = "#include schema\n";

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

    /** The LDIF of cn=config with all schemas. */
    String config() throws IOException {
        String template = files.config();
        int at = template.indexOf(INCLUDE);
        if (at < 0) {
            throw new IOException("expected \"#include schema\" in config.ldif, found none; build the whole project");
        }
        return fill(template.substring(0, at)) + schemas() + fill(template.substring(at + INCLUDE.length()));
    }

    /** The LDIF of the branches and the service accounts. */
    String firstEntries() {
        String services = settings.servicePasswords().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(account -> Templates.fill(
                        files.service(),
                        Map.of(
                                "base", settings.base(),
                                "name", account.getKey(),
                                "hash", SlapdPassword.hash(account.getValue(), random))))
                .collect(Collectors.joining("\n"));
        String branches = Templates.fill(
                files.tree(),
                Map.of("base", settings.base(), "dc", tree.base().getRDN().getAttributeValues()[0]));
        return branches + "\n" + services;
    }

    Path configFolder() {
        return settings.folder().resolve("slapd.d");
    }

    Path dataFolder() {
        return settings.folder().resolve("mdb");
    }

    private String fill(String template) {
        var values = new HashMap<String, String>();
        values.put("base", settings.base());
        values.put("run", settings.folder().toString());
        values.put("data", dataFolder().toString());
        values.put("modules", installation.modules().toString());
        values.put("maxsize", Long.toString(settings.maxBytes()));
        values.put("adminHash", SlapdPassword.hash(settings.adminPassword(), random));
        return Templates.fill(template, values);
    }

    private String schemas() throws IOException {
        var all = new StringBuilder();
        for (String standard : new String[] {"core.ldif", "cosine.ldif", "inetorgperson.ldif"}) {
            all.append(Files.readString(installation.schemas().resolve(standard), StandardCharsets.UTF_8))
                    .append('\n');
        }
        files.schemas().forEach(text -> all.append(text).append('\n'));
        return all.toString();
    }
}
