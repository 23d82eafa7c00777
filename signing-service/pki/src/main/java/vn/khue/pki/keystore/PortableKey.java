package vn.khue.pki.keystore;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * A key pair that leaves this process once, in a file for its person, and is kept nowhere: the private half is in memory between
 * {@link #make} and {@link #close}. The file is PKCS #12 (RFC 7292): key and certificates under PBES2 with AES-256-CBC and PBKDF2 with
 * HMAC-SHA-256 (RFC 8018), the whole under HMAC-SHA-256. Not thread-safe.
 */
public final class PortableKey implements AutoCloseable {
    /** Of PBKDF2 and of the MAC. The passphrase has 120 bits of its own; more would only make old readers slow. */
    private static final int ITERATIONS = 100_000;

    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int GROUPS = 6;
    private static final int GROUP = 4;

    private final KeyPair pair;
    private final CryptoProviders providers;
    private final SecureRandom random;

    private PortableKey(KeyPair pair, CryptoProviders providers, SecureRandom random) {
        this.pair = pair;
        this.providers = providers;
        this.random = random;
    }

    /** @throws PkiException fault KEY where the provider makes no such key */
    public static PortableKey make(KeySpec spec, CryptoProviders providers) {
        SecureRandom random = new SecureRandom();
        return new PortableKey(new KeyPairs(providers, random).generate(spec), providers, random);
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /**
     * The file, under a fresh passphrase.
     *
     * @param chain the certificate of this key first, then those of the CAs up to the root
     * @param name as programs show it beside the key
     * @throws PkiException fault KEY where the first certificate is of another key
     */
    public KeyFile sealed(List<X509Certificate> chain, String name) {
        if (chain.isEmpty()
                || !MessageDigest.isEqual(
                        chain.get(0).getPublicKey().getEncoded(),
                        pair.getPublic().getEncoded())) {
            throw new PkiException(Fault.KEY, "a certificate of this key expected, found one of another");
        }
        char[] passphrase = passphrase();
        try {
            return new KeyFile(pair.getPublic(), file(chain, name, passphrase), new String(passphrase));
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new PkiException(Fault.KEY, "a PKCS #12 file of a fresh key could not be written", e);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private byte[] file(List<X509Certificate> chain, String name, char[] passphrase)
            throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
        SubjectKeyIdentifier id = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic());
        PKCS12SafeBag[] certificates = new PKCS12SafeBag[chain.size()];
        for (int i = 0; i < certificates.length; i++) {
            PKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(chain.get(i));
            if (i == 0) {
                mark(bag, name, id);
            }
            certificates[i] = bag.build();
        }
        PKCS12SafeBagBuilder key = new JcaPKCS12SafeBagBuilder(pair.getPrivate(), pbes2(passphrase));
        mark(key, name, id);
        return new PKCS12PfxPduBuilder()
                .addEncryptedData(pbes2(passphrase), certificates)
                .addData(key.build())
                .build(
                        new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                .setProvider(providers.bouncyCastle())
                                .setIterationCount(ITERATIONS),
                        passphrase)
                .getEncoded();
    }

    /** By these two a reader knows which certificate belongs to the key. */
    private static void mark(PKCS12SafeBagBuilder bag, String name, SubjectKeyIdentifier id) {
        bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name));
        bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(id.getKeyIdentifier()));
    }

    private OutputEncryptor pbes2(char[] passphrase) throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                .setIterationCount(ITERATIONS)
                .setRandom(random)
                .setProvider(providers.bouncyCastle())
                .build(passphrase);
    }

    private char[] passphrase() {
        char[] made = new char[GROUPS * GROUP + GROUPS - 1];
        for (int i = 0; i < made.length; i++) {
            made[i] = i % (GROUP + 1) == GROUP ? '-' : LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return made;
    }

    /** Nothing signs with it any more. */
    @Override
    public void close() {
        try {
            if (!pair.getPrivate().isDestroyed()) {
                pair.getPrivate().destroy();
            }
        } catch (DestroyFailedException e) {
            // No provider at hand overwrites its keys; the object is garbage from here on.
            return;
        }
    }
}
