package vn.khue.signing.setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.pkcs11.TokenSettings;
import vn.khue.pki.pkcs11.TokenSettings.SignerKeys;

/**
 * The reader at the card office in which blank cards of staff are written. Without a module there is none.
 *
 * @param module the PKCS #11 library that came with the cards
 * @param label that blank cards bear; slots are found by it, because their numbers change
 * @param serial of the one card that is meant, where several readers hold one of that label
 * @param pinFile first line is the PIN that blank cards have; mode 0600
 */
@ConfigurationProperties("khue.signing.card-token")
public record CardTokenProperties(
        @DefaultValue("") String module,
        @DefaultValue("") String label,
        @DefaultValue("") String serial,
        Path pinFile) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @throws PkiException fault INPUT where a module is set without a label or a PIN file */
    Optional<TokenSettings> token() {
        if (module.isBlank()) {
            return Optional.empty();
        }
        if (label.isBlank() || pinFile == null) {
            throw new PkiException(
                    Fault.INPUT,
                    "khue.signing.card-token.label (KHUE_CARD_TOKEN) and .pin-file expected because"
                            + " khue.signing.card-token.module is set, found nothing; see docs/operators.md");
        }
        return Optional.of(new TokenSettings(
                Path.of(module),
                label,
                Optional.of(serial).filter(each -> !each.isBlank()),
                pinFile,
                1,
                PATIENCE,
                1,
                SignerKeys.TOKEN,
                Duration.ZERO));
    }
}
