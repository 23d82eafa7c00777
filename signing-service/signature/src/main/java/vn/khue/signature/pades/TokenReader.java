package vn.khue.signature.pades;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import vn.khue.pki.path.Purpose;
import vn.khue.signature.SignatureFailure;

/**
 * What a timestamp token says.
 *
 * @param time of the token
 * @param chain the authority's certificate first, then the other certificates in the token
 * @param size bytes of the token
 */
public record TokenReader(Instant time, List<X509Certificate> chain, int size) {

    public static TokenReader read(byte[] der) throws SignatureFailure {
        try {
            TimeStampToken token = new TimeStampToken(ContentInfo.getInstance(der));
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
                X509Certificate certificate =
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
                if (token.getSID().match(holder)) {
                    chain.add(0, certificate);
                } else {
                    chain.add(certificate);
                }
            }
            if (chain.isEmpty()) {
                throw unusable("expected a timestamp token with its certificates, found none", null);
            }
            return new TokenReader(token.getTimeStampInfo().getGenTime().toInstant(), List.copyOf(chain), der.length);
        } catch (TSPException | IOException | CertificateException | IllegalArgumentException e) {
            throw unusable("expected a timestamp token, found bytes that are none; check the timestamp authority", e);
        }
    }

    /** Certificates and fresh revocation data of the authority that made it, whichever that was. */
    public ValidationMaterial material(Evidence evidence) throws SignatureFailure {
        return evidence.gather(chain.get(0), chain.subList(1, chain.size()), Purpose.TIME_STAMPING);
    }

    private static SignatureFailure unusable(String message, Exception cause) {
        return new SignatureFailure(SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE, message, cause);
    }
}
