package vn.khue.pki.pkcs11;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.UUID;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;

/**
 * Somebody's card or USB token, in a reader of this machine, to be made theirs: a key that is made in it and never leaves it, and the
 * certificate of that key beside it. One at a time; not thread-safe.
 */
public final class CardToken implements AutoCloseable {
    /** A key that was just made in the token. */
    public record Made(KeyId id, PublicKey publicKey) {}

    private final Cryptoki cryptoki;
    private final TokenConnection connection;

    private CardToken(Cryptoki cryptoki, TokenConnection connection) {
        this.cryptoki = cryptoki;
        this.connection = connection;
    }

    /**
     * Logs in to the token that is in the reader.
     *
     * @throws PkiException fault INPUT where the module is none; TOKEN where the token is not there, or refuses the PIN, which is then not
     *     tried again until its file is written anew
     */
    public static CardToken open(TokenSettings settings) {
        Cryptoki cryptoki = Cryptoki.load(settings.module());
        try {
            return new CardToken(cryptoki, TokenConnection.open(cryptoki, settings, new TokenPin(settings.pinFile())));
        } catch (TokenUnusableException e) {
            throw new PkiException(Fault.TOKEN, e.getMessage(), e);
        }
    }

    /** Serial number, as its maker gave it. */
    public String serial() {
        return connection.token().serial();
    }

    /** Whether it holds somebody's key already, or one of this service. */
    public boolean holdsKeys() {
        return use(session ->
                !cryptoki.find(session, KeyTemplates.residentKeysSearch()).isEmpty());
    }

    /**
     * Makes a key in the token: sensitive, not extractable, for signing alone.
     *
     * @param label as programs show it
     * @throws PkiException fault KEY where the token made one that could leave it, which was destroyed
     */
    public Made generate(KeySpec spec, String label) {
        KeyId id = new KeyId(UUID.randomUUID());
        return use(session -> {
            Cryptoki.Pair pair = cryptoki.generatePair(
                    session,
                    KeyTemplates.pairMechanism(spec),
                    KeyTemplates.publicKey(spec),
                    KeyTemplates.residentKey(id, label));
            boolean kept = false;
            try {
                Pkcs11KeyVault.requireSealed(cryptoki, session, pair.privateKey());
                byte[] publicKey = TokenPublicKeys.encoded(cryptoki, session, pair.publicKey(), spec);
                kept = true;
                return new Made(id, TokenPublicKeys.decoded(spec, publicKey));
            } finally {
                cryptoki.destroy(session, pair.publicKey());
                if (!kept) {
                    cryptoki.destroy(session, pair.privateKey());
                }
            }
        });
    }

    /** Writes a certificate beside its key. */
    public void write(KeyId key, X509Certificate certificate, String label) {
        use(session -> {
            try {
                return cryptoki.create(session, KeyTemplates.certificate(key, certificate, label));
            } catch (CertificateEncodingException e) {
                throw new PkiException(Fault.INPUT, "a certificate that encodes expected, found another", e);
            }
        });
    }

    /** Takes a key out again, for which no certificate was issued. */
    public void destroy(KeyId key) {
        use(session -> {
            for (long handle : cryptoki.find(session, KeyTemplates.residentKeySearch(key))) {
                cryptoki.destroy(session, handle);
            }
            return key;
        });
    }

    private <T> T use(SessionPool.Work<T> work) {
        try {
            return connection.keys().alone(work);
        } catch (CryptokiException e) {
            throw new PkiException(
                    e.connectionLost() ? Fault.TOKEN : Fault.KEY,
                    "the token did not do its part: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
