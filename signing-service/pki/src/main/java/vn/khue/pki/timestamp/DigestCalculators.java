package vn.khue.pki.timestamp;

import java.io.OutputStream;
import java.security.MessageDigest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import vn.khue.pki.DigestAlgorithm;

/** Lets Bouncy Castle's CMS hash with {@link DigestAlgorithm}, hence with SUN. */
final class DigestCalculators implements DigestCalculatorProvider {
    @Override
    public DigestCalculator get(AlgorithmIdentifier identifier) throws OperatorCreationException {
        return of(DigestAlgorithm.byOid(identifier.getAlgorithm())
                .orElseThrow(() -> new OperatorCreationException(
                        "a SHA-2 or SHA-3 hash expected, found " + identifier.getAlgorithm())));
    }

    DigestCalculator of(DigestAlgorithm algorithm) {
        MessageDigest digest = algorithm.newDigest();
        return new DigestCalculator() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return algorithm.identifier();
            }

            @Override
            public OutputStream getOutputStream() {
                return new OutputStream() {
                    @Override
                    public void write(int b) {
                        digest.update((byte) b);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        digest.update(bytes, offset, length);
                    }
                };
            }

            @Override
            public byte[] getDigest() {
                return digest.digest();
            }
        };
    }
}
