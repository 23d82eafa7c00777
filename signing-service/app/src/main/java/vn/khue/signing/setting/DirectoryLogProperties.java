package vn.khue.signing.setting;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory's log of changes.
 *
 * @param counted service accounts whose changes are counted, because their programs tell each by itself
 */
@ConfigurationProperties("khue.signing.directory-log")
public record DirectoryLogProperties(
        @DefaultValue({"roster", "app-passwords"}) Set<String> counted) {}
