package vn.khue.signing.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.directory.ldap.LdapAccessLog;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.signing.directorylog.DirectoryLog;
import vn.khue.signing.directorylog.DirectoryLogPolicy;
import vn.khue.signing.directorylog.DirectoryLogs;

/** Whose log of changes is told, and as whom it is read. */
@Configuration(proxyBeanMethods = false)
class DirectoryLogSetting {
    @Bean
    DirectoryLogPolicy directoryLogPolicy(DirectoryLogProperties properties) {
        return new DirectoryLogPolicy(properties.counted());
    }

    /** None where the account has no password here: an installation from before there was such a log. */
    @Bean(destroyMethod = "close")
    DirectoryLogs directoryLogs(SigningProperties properties) {
        Path secret = properties.secret("ldap-" + LdapAccessLog.ACCOUNT);
        if (!Files.exists(secret)) {
            return new DirectoryLogs(List.of());
        }
        String dn = "cn=" + LdapAccessLog.ACCOUNT + ",ou=services," + properties.ldapBase();
        List<DirectoryLog> logs = new ArrayList<>();
        try {
            String password = Files.readString(secret, StandardCharsets.UTF_8).strip();
            LdapEndpoint all = LdapEndpoint.of(properties.ldapUrls(), properties.ldapBase(), dn, password);
            all.each()
                    .forEach(one ->
                            logs.add(new DirectoryLog(one.servers().get(0).toString(), new LdapAccessLog(one))));
        } catch (IOException e) {
            throw new UncheckedIOException("expected a readable secret file " + secret + "; run ./khue up", e);
        }
        return new DirectoryLogs(logs);
    }
}
