package vn.khue.pki;

import java.security.Provider;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which provider does what, named at each call and never registered for the whole process. Elliptic curves go to Amazon
 * Corretto Crypto where its native library loads, else to Bouncy Castle; hashing is always SUN
 * ({@link DigestAlgorithm}); AES is SunJCE. Immutable and thread-safe.
 */
public final class CryptoProviders {
    private static final Logger LOG = LoggerFactory.getLogger(CryptoProviders.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final Provider bouncyCastle;
    private final Optional<Provider> corretto;

    private CryptoProviders(Provider bouncyCastle, Optional<Provider> corretto) {
        this.bouncyCastle = bouncyCastle;
        this.corretto = corretto;
    }

    /** The fastest providers of this machine; looked for once in a process. */
    public static CryptoProviders fastest() {
        return Detected.FASTEST;
    }

    /** Bouncy Castle and the JDK only: any platform, and the peer in benchmarks. */
    public static CryptoProviders portable() {
        return Detected.PORTABLE;
    }

    /** Signs, verifies and makes elliptic-curve keys. */
    public Provider ellipticCurve() {
        return corretto.orElse(bouncyCastle);
    }

    /** Signs ready digests with RSA; neither Corretto nor the JDK offers PSS over a ready digest. */
    public Provider rsaOverDigest() {
        return bouncyCastle;
    }

    /** Verifies RSA signatures and makes RSA keys. */
    public Provider rsa() {
        return corretto.orElse(bouncyCastle);
    }

    public Provider bouncyCastle() {
        return bouncyCastle;
    }

    /** For logs and benchmarks, for instance {@code AmazonCorrettoCryptoProvider 2.5.0}. */
    public String description() {
        Provider p = ellipticCurve();
        return p.getName() + " " + p.getVersionStr();
    }

    private static Optional<Provider> loadCorretto() {
        try {
            Class<?> type = Class.forName(CORRETTO, true, CryptoProviders.class.getClassLoader());
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            Object loaded = type.getMethod("getLoadingError").invoke(provider);
            if (loaded != null) {
                LOG.info("Corretto crypto did not load ({}); Bouncy Castle signs", loaded.toString());
                return Optional.empty();
            }
            return Optional.of(provider);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info("Corretto crypto is not there ({}); Bouncy Castle signs", e.toString());
            return Optional.empty();
        }
    }

    private static final class Detected {
        static final Provider BC = new BouncyCastleProvider();
        static final CryptoProviders PORTABLE = new CryptoProviders(BC, Optional.empty());
        static final CryptoProviders FASTEST = new CryptoProviders(BC, loadCorretto());
    }
}
