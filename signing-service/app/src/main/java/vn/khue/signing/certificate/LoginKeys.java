package vn.khue.signing.certificate;

import java.util.Optional;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.pkcs10.CertificationRequest;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.pki.pkcs10.Pkcs10Result;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** Keys on people's cards, by the certification request that proves one. Of a request nothing but the key is taken. Thread-safe. */
@Component
public class LoginKeys {
    private final Pkcs10Reader reader;

    public LoginKeys(PkiPolicy policy) {
        this.reader = new Pkcs10Reader(
                Profiles.shipped().get(Credentials.LOGIN), policy.algorithms(), CryptoProviders.fastest());
    }

    /**
     * The bytes of a PEM text or of Base64.
     *
     * @throws SigningException CSR_UNREADABLE where it is neither, or too long
     */
    byte[] bytes(String text) {
        return Optional.of(text)
                .flatMap(Pkcs10Reader::pem)
                .or(() -> Pkcs10Reader.base64(text))
                .orElseThrow(() -> new SigningException(Refusal.CSR_UNREADABLE));
    }

    /** @throws SigningException CSR_REFUSED with the rule that it breaks */
    CertificationRequest read(byte[] csr) {
        Pkcs10Result result = reader.read(csr);
        if (result instanceof Pkcs10Result.Refused refused) {
            throw new SigningException(
                    Refusal.CSR_REFUSED,
                    refused.rule().name(),
                    new DefaultMessageSourceResolvable("csr.rule." + refused.rule()));
        }
        return ((Pkcs10Result.Accepted) result).request();
    }
}
