package vn.khue.e2e.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Debian's Apache with mod_auth_openidc and mod_auth_mellon before one old app, three sites on three ports. */
final class Apache {
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final List<String> LOADED = List.of(
            "mpm_event",
            "authn_core",
            "authz_core",
            "authz_user",
            "alias",
            "env",
            "headers",
            "proxy",
            "proxy_http",
            "auth_openidc",
            "auth_mellon");

    private Apache() {}

    static boolean installed() {
        return Files.exists(Path.of("/usr/sbin/apache2"))
                && LOADED.stream().allMatch(name -> Files.exists(MODULES.resolve("mod_" + name + ".so")));
    }

    /** @param sites VirtualHosts by port */
    static Program start(Path folder, Map<Integer, String> sites) {
        StringBuilder text = new StringBuilder();
        LOADED.forEach(name -> text.append("LoadModule ")
                .append(name)
                .append("_module ")
                .append(MODULES.resolve("mod_" + name + ".so"))
                .append('\n'));
        text.append("ServerRoot ")
                .append(folder)
                .append("\nServerName localhost\nPidFile ")
                .append(folder.resolve("pid"))
                .append("\nErrorLog ")
                .append(folder.resolve("error.log"))
                .append("\nLogLevel warn auth_openidc:info auth_mellon:info\nDefaultRuntimeDir ")
                .append(folder)
                .append("\nMutex file:")
                .append(folder)
                .append(
                        " default\nStartServers 1\nServerLimit 2\nThreadsPerChild 32\nMaxRequestWorkers 64\nMinSpareThreads 4\nMaxSpareThreads 64\n");
        if ("root".equals(System.getProperty("user.name"))) {
            text.append("User www-data\nGroup www-data\n");
        }
        text.append(sites.entrySet().stream()
                .map(site -> "Listen 127.0.0.1:" + site.getKey() + "\n<VirtualHost 127.0.0.1:" + site.getKey()
                        + ">\nServerName http://localhost:" + site.getKey() + "\n" + site.getValue()
                        + "</VirtualHost>\n")
                .collect(Collectors.joining()));
        try {
            Path file = folder.resolve("httpd.conf");
            Files.writeString(file, text, UTF_8);
            return new Program(
                            folder, List.of("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", file.toString()), Map.of())
                    .listening(sites.keySet().iterator().next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
