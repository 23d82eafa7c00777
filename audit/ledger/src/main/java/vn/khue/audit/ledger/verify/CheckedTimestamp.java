package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * An RFC 3161 timestamp of some bytes: imprint, signature, the signing certificate's hash and its key usage (clause 2.3, RFC 5816) were
 * checked.
 *
 * @param at genTime of the token
 * @param byAuthority whether its certificate leads to one of the CAs asked about, valid at that time (RFC 5280); its revocation is not looked at
 */
public record CheckedTimestamp(Instant at, boolean byAuthority) {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    /**
     * @param token DER of a TimeStampToken with its certificates
     * @param authorities CAs that may stand behind it
     * @return empty where it is malformed or of something else
     */
    public static Optional<CheckedTimestamp> read(
            byte[] stamped, byte[] token, Collection<X509Certificate> authorities) {
        try {
            TimeStampToken found = new TimeStampToken(new CMSSignedData(token));
            var info = found.getTimeStampInfo();
            String digest = DIGESTS.get(info.getMessageImprintAlgOID().getId());
            if (digest == null
                    || !MessageDigest.isEqual(
                            MessageDigest.getInstance(digest).digest(stamped), info.getMessageImprintDigest())) {
                return Optional.empty();
            }
            List<X509CertificateHolder> signers = new ArrayList<>();
            for (Object each : found.getCertificates().getMatches(found.getSID())) {
                signers.add((X509CertificateHolder) each);
            }
            if (signers.size() != 1) {
                return Optional.empty();
            }
            found.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BOUNCY_CASTLE)
                    .build(signers.get(0)));
            return Optional.of(new CheckedTimestamp(
                    info.getGenTime().toInstant(), leads(found, signers.get(0), info.getGenTime(), authorities)));
        } catch (CMSException
                | TSPException
                | IOException
                | OperatorCreationException
                | GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static boolean leads(
            TimeStampToken token, X509CertificateHolder signer, Date at, Collection<X509Certificate> authorities)
            throws GeneralSecurityException {
        if (authorities.isEmpty()) {
            return false;
        }
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> carried = new ArrayList<>();
        for (X509CertificateHolder each : token.getCertificates().getMatches(null)) {
            carried.add(converter.getCertificate(each));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        PKIXBuilderParameters path = new PKIXBuilderParameters(
                authorities.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()), target);
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(carried)));
        path.setDate(at);
        path.setRevocationEnabled(false);
        try {
            CertPathBuilder.getInstance("PKIX").build(path);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
