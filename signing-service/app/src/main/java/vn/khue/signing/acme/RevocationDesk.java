package vn.khue.signing.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import vn.khue.audit.event.Actor;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.certificate.CertificateWithdrawals;
import vn.khue.signing.enrolment.IssuedService;
import vn.khue.signing.enrolment.IssuedServices;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * Revocation (RFC 8555 section 7.6) by the account that ordered the certificate, by an account that holds authorizations for all of
 * its names, or by the certificate's own key, however it was issued. Thread-safe.
 */
@Service
class RevocationDesk {
    private static final String AUTHORITY = "services";

    /** Hold is no revocation, and what concerns an authority is not a host's to say. */
    private static final Set<RevocationReason> REASONS = Set.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION);

    private final AcmeOrders orders;
    private final IssuedServices issued;
    private final CertificateRegister register;
    private final CertificateWithdrawals withdrawals;
    private final Clock clock;

    RevocationDesk(
            AcmeOrders orders,
            IssuedServices issued,
            CertificateRegister register,
            CertificateWithdrawals withdrawals,
            Clock clock) {
        this.orders = orders;
        this.issued = issued;
        this.register = register;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    void byAccount(AcmeAccount account, byte[] payload, Actor client) {
        JsonNode wanted = StrictJson.object(payload);
        CertificateRecord record = record(wanted);
        IssuedService certificate = issued.find(record.serial()).orElseThrow(RevocationDesk::notAllowed);
        if (!orders.brought(account.id(), record.serial())
                && !orders.authorized(account.id(), certificate.names(), clock.instant())) {
            throw notAllowed();
        }
        revoke(record, wanted, client);
    }

    void byKey(JWK key, byte[] payload, Actor client) {
        JsonNode wanted = StrictJson.object(payload);
        CertificateRecord record = record(wanted);
        PublicKey certified = Certificates.parse(record.der()).getPublicKey();
        if (!MessageDigest.isEqual(certified.getEncoded(), publicKey(key).getEncoded())) {
            throw notAllowed();
        }
        revoke(record, wanted, client);
    }

    /** The certificate of a host that this is, byte for byte. */
    private CertificateRecord record(JsonNode wanted) {
        byte[] der = StrictJson.bytes(wanted, "certificate").orElseThrow(RevocationDesk::noCertificate);
        try {
            return register.findByAnyKey(AUTHORITY, Certificates.parse(der).getSerialNumber())
                    .filter(record -> MessageDigest.isEqual(record.der(), der))
                    .filter(record -> issued.find(record.serial()).isPresent())
                    .orElseThrow(RevocationDesk::notAllowed);
        } catch (PkiException e) {
            throw noCertificate();
        }
    }

    private void revoke(CertificateRecord record, JsonNode wanted, Actor client) {
        RevocationReason reason = Optional.ofNullable(wanted.get("reason"))
                .map(code -> RevocationReason.byCode(code.isInt() ? code.intValue() : -1)
                        .filter(REASONS::contains)
                        .orElseThrow(() -> new AcmeException(
                                AcmeError.BAD_REVOCATION_REASON, "one of " + REASONS + " as code expected")))
                .orElse(RevocationReason.UNSPECIFIED);
        try {
            withdrawals.revoke(client, record.ca(), record.serial(), reason);
        } catch (SigningException e) {
            if (e.refusal() == Refusal.CERTIFICATE_STATE) {
                throw new AcmeException(AcmeError.ALREADY_REVOKED, "a certificate in force expected");
            }
            throw e;
        }
    }

    private static AcmeException notAllowed() {
        return new AcmeException(
                AcmeError.UNAUTHORIZED, "the account, the names or the key of the certificate expected");
    }

    private static AcmeException noCertificate() {
        return new AcmeException(AcmeError.MALFORMED, "a certificate in Base64url expected");
    }

    private static PublicKey publicKey(JWK key) {
        try {
            return key instanceof ECKey ec ? ec.toECPublicKey() : ((RSAKey) key).toRSAPublicKey();
        } catch (JOSEException e) {
            throw new AcmeException(AcmeError.BAD_PUBLIC_KEY, "a key of a certificate expected");
        }
    }
}
