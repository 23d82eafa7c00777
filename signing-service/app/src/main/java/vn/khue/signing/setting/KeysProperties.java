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
 * Where the keys live. All but the first matter for PKCS11 only.
 *
 * @param vault chosen before the first start; another one begins with keys of its own
 * @param module the PKCS #11 library that came with the token
 * @param tokenLabel of the token
 * @param tokenSerial needed where several tokens bear that label
 * @param pinFile first line is the user's PIN; mode 0600
 * @param sessions most sessions with the token at a time
 * @param patience how long an act waits for a session
 * @param cached signers' keys held unwrapped in the token
 * @param signerKeys wrapped in the database, or in the token where it has room
 * @param retryAfter how long a token that is gone is left alone
 */
@ConfigurationProperties("khue.signing.keys")
public record KeysProperties(
        @DefaultValue("software") Vault vault,
        @DefaultValue("") String module,
        @DefaultValue("") String tokenLabel,
        @DefaultValue("") String tokenSerial,
        Path pinFile,
        @DefaultValue("8") int sessions,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("512") int cached,
        @DefaultValue("wrapped") SignerKeys signerKeys,
        @DefaultValue("5s") Duration retryAfter) {
    /** Kinds of vault. */
    public enum Vault {
        /** Encrypted in the database, under a passphrase. */
        SOFTWARE,
        /** In a hardware security module, or SoftHSM2 for a pilot. */
        PKCS11
    }

    /** @throws PkiException fault INPUT that names the property which is missing */
    TokenSettings token() {
        return new TokenSettings(
                Path.of(required("module", "KHUE_PKCS11_MODULE", module)),
                required("token-label", "KHUE_PKCS11_TOKEN", tokenLabel),
                Optional.of(tokenSerial).filter(serial -> !serial.isBlank()),
                Path.of(required("pin-file", "KHUE_SECRETS", pinFile == null ? "" : pinFile.toString())),
                sessions,
                patience,
                cached,
                signerKeys,
                retryAfter);
    }

    private static String required(String property, String variable, String value) {
        if (value.isBlank()) {
            throw new PkiException(
                    Fault.INPUT,
                    "khue.signing.keys." + property + " (" + variable
                            + ") expected because khue.signing.keys.vault is pkcs11, found nothing; see docs/operators.md");
        }
        return value;
    }
}
