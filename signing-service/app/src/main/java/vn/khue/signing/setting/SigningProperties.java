package vn.khue.signing.setting;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where this service stands.
 *
 * @param url where outsiders reach it; written into certificates
 * @param state Khuê's state directory
 * @param secrets directory of secret files, one line each
 * @param ldapUrls one or more, separated by spaces or commas
 * @param ldapBase DN of the tree
 */
@ConfigurationProperties("khue.signing")
public record SigningProperties(URI url, Path state, Path secrets, String ldapUrls, String ldapBase) {
    Path data() {
        return state.resolve("data").resolve("signing");
    }

    Path secret(String name) {
        return secrets.resolve(name);
    }
}
