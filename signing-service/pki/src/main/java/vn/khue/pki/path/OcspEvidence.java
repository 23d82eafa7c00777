package vn.khue.pki.path;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.ocsp.IssuerHashes;
import vn.khue.pki.revocation.RevocationEvidence;

/**
 * The OCSP answers at hand (RFC 6960). One counts where it is signed by the certificate's issuer itself, or by a responder
 * that the same issuer certified with OCSPSigning and id-pkix-ocsp-nocheck; without nocheck the responder's own status is
 * asked of the CRLs.
 */
final class OcspEvidence {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_CERTIFICATES = 16;
    private static final int ENUMERATED = 0x0A;
    private static final int OBJECT_IDENTIFIER = 0x06;

    /** Asks the CRLs for the status of a responder that is not exempt. */
    interface ResponderStatus {
        boolean good(ParsedCertificate responder, Instant at);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(
            byte[] whole,
            BasicOCSPResponse basic,
            byte[] signed,
            List<SingleResponse> singles,
            List<ParsedCertificate> certificates) {}

    private final PathTools tools;
    private final List<Answer> answers;

    OcspEvidence(PathTools tools, RevocationEvidence evidence, List<ParsedCertificate> others) {
        this.tools = tools;
        this.answers = evidence.ocspResponses().stream()
                .map(der -> parse(der, others))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the answers say of this certificate; several where several speak. */
    List<Finding> findings(
            ParsedCertificate certificate, X509Certificate issuer, Instant at, ResponderStatus responderStatus) {
        IssuerHashes hashes = new IssuerHashes(issuer);
        List<Finding> findings = new ArrayList<>();
        for (Answer answer : answers) {
            for (SingleResponse single : answer.singles()) {
                if (certificate
                                .x509()
                                .getSerialNumber()
                                .equals(single.getCertID().getSerialNumber().getValue())
                        && hashes.names(single.getCertID())) {
                    findings.add(finding(answer, single, certificate, issuer, at, responderStatus));
                }
            }
        }
        return findings;
    }

    private Finding finding(
            Answer answer,
            SingleResponse single,
            ParsedCertificate certificate,
            X509Certificate issuer,
            Instant at,
            ResponderStatus responderStatus) {
        try {
            Instant thisUpdate = instant(single.getThisUpdate());
            Optional<Instant> nextUpdate =
                    single.getNextUpdate() == null ? Optional.empty() : Optional.of(instant(single.getNextUpdate()));
            if (!signed(answer, issuer, responderStatus)) {
                return Finding.unknown(certificate, "OCSP: an answer signed for this CA expected, found another");
            }
            if (hasUnknownCritical(single)) {
                return Finding.unknown(certificate, "OCSP: the answer has critical extensions that we do not know");
            }
            Optional<String> objection = tools.freshness()
                    .objection(thisUpdate, nextUpdate, at, certificate.notAfter(), archiveCutoff(single));
            RevocationFact fact = new RevocationFact(
                    certificate.x509(),
                    RevocationFact.Means.OCSP,
                    Optional.of(thisUpdate),
                    nextUpdate,
                    Optional.empty(),
                    Optional.of(answer.whole()));
            return status(single, certificate, at, fact, objection);
        } catch (ParseException | RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            return Finding.unknown(certificate, "OCSP: the answer is malformed");
        }
    }

    private static Finding status(
            SingleResponse single,
            ParsedCertificate certificate,
            Instant at,
            RevocationFact fact,
            Optional<String> objection)
            throws ParseException {
        if (single.getCertStatus().getTagNo() == 1) {
            RevokedInfo revoked = RevokedInfo.getInstance(single.getCertStatus().getStatus());
            Instant since = instant(revoked.getRevocationTime());
            boolean hold = revoked.getRevocationReason() != null
                    && revoked.getRevocationReason().getValue().intValue() == CRLReason.certificateHold;
            return withdrawn(fact, since, hold, at, objection, "OCSP");
        }
        if (single.getCertStatus().getTagNo() != 0) {
            return Finding.unknown(certificate, "OCSP: the responder does not know the certificate");
        }
        return objection
                .map(o -> new Finding(Finding.Kind.STALE, fact, "OCSP: " + o))
                .orElseGet(() -> new Finding(Finding.Kind.GOOD, fact, "OCSP: good"));
    }

    /** A withdrawal at or before the time counts however old the answer is, since revocation is final; a hold is not. */
    static Finding withdrawn(
            RevocationFact fact, Instant since, boolean hold, Instant at, Optional<String> stale, String by) {
        RevocationFact dated = new RevocationFact(
                fact.certificate(),
                fact.means(),
                fact.thisUpdate(),
                fact.nextUpdate(),
                Optional.of(since),
                fact.evidence());
        if (!since.isAfter(at)) {
            if (!hold) {
                return new Finding(Finding.Kind.REVOKED, dated, by + ": revoked at " + since);
            }
            return stale.map(o -> new Finding(Finding.Kind.STALE, dated, by + ": " + o))
                    .orElseGet(() -> new Finding(Finding.Kind.SUSPENDED, dated, by + ": on hold since " + since));
        }
        return stale.map(o -> new Finding(Finding.Kind.STALE, dated, by + ": " + o))
                .orElseGet(() -> new Finding(Finding.Kind.GOOD, dated, by + ": withdrawn later, at " + since));
    }

    private boolean signed(Answer answer, X509Certificate issuer, ResponderStatus responderStatus)
            throws ParseException {
        Instant producedAt = instant(answer.basic().getTbsResponseData().getProducedAt());
        ResponderID id = answer.basic().getTbsResponseData().getResponderID();
        Optional<ParsedCertificate> authority = ParsedCertificate.of(issuer);
        if (authority.filter(a -> named(id, a) && verifies(answer, a)).isPresent()) {
            return true;
        }
        return answer.certificates().stream()
                .filter(c -> named(id, c))
                .filter(c -> delegated(c, issuer, producedAt))
                .filter(c -> verifies(answer, c))
                .anyMatch(
                        c -> c.has(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck) || responderStatus.good(c, producedAt));
    }

    private boolean delegated(ParsedCertificate responder, X509Certificate issuer, Instant producedAt) {
        boolean purpose = responder
                .extension(Extension.extendedKeyUsage)
                .map(ExtendedKeyUsage::getInstance)
                .map(usage -> usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning))
                .orElse(false);
        return purpose
                && responder.mayBeUsedFor(KeyUsage.digitalSignature)
                && responder.issuer().equals(issuer.getSubjectX500Principal())
                && !producedAt.isBefore(responder.notBefore())
                && !producedAt.isAfter(responder.notAfter())
                && tools.policy()
                        .algorithms()
                        .objectionTo(responder.structure().getSignatureAlgorithm())
                        .isEmpty()
                && tools.verifier().verifies(responder.x509(), issuer.getPublicKey());
    }

    private boolean verifies(Answer answer, ParsedCertificate signer) {
        AlgorithmIdentifier algorithm = answer.basic().getSignatureAlgorithm();
        return tools.policy().algorithms().objectionTo(algorithm).isEmpty()
                && tools.policy().algorithms().objectionTo(signer.publicKey()).isEmpty()
                && tools.verifier()
                        .verifies(
                                algorithm,
                                signer.publicKey(),
                                answer.signed(),
                                answer.basic().getSignature().getOctets());
    }

    private static boolean named(ResponderID id, ParsedCertificate signer) {
        if (id.getKeyHash() != null) {
            byte[] key = SubjectPublicKeyInfo.getInstance(signer.publicKey().getEncoded())
                    .getPublicKeyData()
                    .getBytes();
            return MessageDigest.isEqual(id.getKeyHash(), DigestAlgorithm.SHA1.of(key));
        }
        return X500Name.getInstance(signer.subject().getEncoded()).equals(id.getName());
    }

    private static boolean hasUnknownCritical(SingleResponse single) {
        return single.getSingleExtensions() != null
                && single.getSingleExtensions().getCriticalExtensionOIDs().length > 0;
    }

    private static Optional<Instant> archiveCutoff(SingleResponse single) throws ParseException {
        Extension extension = single.getSingleExtensions() == null
                ? null
                : single.getSingleExtensions().getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff);
        return extension == null
                ? Optional.empty()
                : Optional.of(instant(ASN1GeneralizedTime.getInstance(extension.getParsedValue())));
    }

    private static Optional<Answer> parse(byte[] der, List<ParsedCertificate> others) {
        if (der.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            OCSPResponse response = OCSPResponse.getInstance(der);
            if (response.getResponseStatus().getIntValue() != OCSPResponseStatus.SUCCESSFUL
                    || !OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(
                            response.getResponseBytes().getResponseType())) {
                return Optional.empty();
            }
            List<RawDer> parts = parts(der);
            BasicOCSPResponse basic = BasicOCSPResponse.getInstance(
                    response.getResponseBytes().getResponse().getOctets());
            List<SingleResponse> singles = new ArrayList<>();
            for (ASN1Encodable single : basic.getTbsResponseData().getResponses()) {
                singles.add(SingleResponse.getInstance(single));
            }
            List<ParsedCertificate> certificates = new ArrayList<>(certificates(parts));
            certificates.addAll(others);
            return Optional.of(new Answer(der, basic, parts.get(0).bytes(), singles, certificates));
        } catch (RuntimeException e) {
            // Not an OCSP response at all: the same as none.
            return Optional.empty();
        }
    }

    /** tbsResponseData, signatureAlgorithm, signature and, where present, certs (RFC 6960 section 4.2.1). */
    private static List<RawDer> parts(byte[] der) {
        RawDer bytes = RawDer.of(der)
                .children(ENUMERATED, RawDer.EXPLICIT_0)
                .get(1)
                .children(RawDer.SEQUENCE)
                .get(0);
        byte[] basic =
                bytes.children(OBJECT_IDENTIFIER, RawDer.OCTET_STRING).get(1).content();
        return RawDer.of(basic).children(RawDer.SEQUENCE, RawDer.SEQUENCE, RawDer.BIT_STRING, RawDer.EXPLICIT_0);
    }

    private static List<ParsedCertificate> certificates(List<RawDer> parts) {
        if (parts.size() < 4) {
            return List.of();
        }
        return parts.get(3).children(RawDer.SEQUENCE).get(0).childrenOf(RawDer.SEQUENCE).stream()
                .limit(MAX_CERTIFICATES)
                .map(OcspEvidence::certificate)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ParsedCertificate> certificate(RawDer value) {
        try {
            return ParsedCertificate.of(Certificates.parse(value.bytes()));
        } catch (PkiException e) {
            // What is not a certificate cannot have signed the answer.
            return Optional.empty();
        }
    }

    private static Instant instant(ASN1GeneralizedTime time) throws ParseException {
        return time.getDate().toInstant();
    }
}
