package vn.khue.pki.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** The server's key and the one before it, as a handshake may have begun with that. In memory alone. Thread-safe. */
final class MemoryKeys extends X509ExtendedKeyManager {
    private static final String TYPE = "EC";
    private static final String CURVE = "secp256r1";

    private record Held(String alias, PrivateKey key, List<X509Certificate> chain) {}

    private final AtomicReference<List<Held>> held = new AtomicReference<>(List.of());

    /** Makes a new key; it is used from the moment it has its certificate. */
    void renew(Function<PublicKey, List<X509Certificate>> certification) {
        KeyPair pair = pair();
        List<X509Certificate> chain = List.copyOf(certification.apply(pair.getPublic()));
        Held fresh = new Held(chain.get(0).getSerialNumber().toString(16), pair.getPrivate(), chain);
        held.updateAndGet(before ->
                Stream.concat(Stream.of(fresh), before.stream().limit(1)).toList());
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(TYPE);
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.KEY, "a Java platform that makes keys on " + CURVE + " expected", e);
        }
    }

    /** The certificate that new connections see, then its issuers without the root. */
    List<X509Certificate> chain() {
        return held.get().get(0).chain();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return TYPE.equals(keyType) ? held.get().get(0).alias() : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return TYPE.equals(keyType) ? new String[] {held.get().get(0).alias()} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return of(alias)
                .map(each -> each.chain().toArray(X509Certificate[]::new))
                .findFirst()
                .orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return of(alias).map(Held::key).findFirst().orElse(null);
    }

    private Stream<Held> of(String alias) {
        return held.get().stream().filter(each -> each.alias().equals(alias));
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
