package vn.khue.signing.acme;

import com.nimbusds.jose.jwk.JWK;
import org.springframework.stereotype.Component;

/** Who sent a request: judges form, address, nonce and signature, in this order. Thread-safe. */
@Component
class Clients {
    private final JwsReader reader;
    private final Nonces nonces;
    private final AcmeAccounts accounts;
    private final AcmeAddresses addresses;

    Clients(JwsReader reader, Nonces nonces, AcmeAccounts accounts, AcmeAddresses addresses) {
        this.reader = reader;
        this.nonces = nonces;
        this.accounts = accounts;
        this.addresses = addresses;
    }

    /** A request of an account that is in force. */
    record Known(AcmeAccount account, SignedRequest request) {}

    /** A request whose key came with it. */
    record Stranger(JWK key, SignedRequest request) {}

    /**
     * A request signed by an account's key, named by kid.
     *
     * @param path that was asked, from {@code /acme} on
     * @throws AcmeException what is wrong with it
     */
    Known account(String path, byte[] body) {
        SignedRequest request = judged(path, body);
        String kid = request.kid()
                .orElseThrow(() -> new AcmeException(AcmeError.MALFORMED, "the account's kid expected, found a jwk"));
        AcmeAccount account = addresses
                .account(kid)
                .flatMap(accounts::find)
                .orElseThrow(() -> new AcmeException(AcmeError.ACCOUNT_DOES_NOT_EXIST, "an account of ours expected"));
        reader.verify(request, account.key());
        if (!account.active()) {
            throw new AcmeException(AcmeError.ACCOUNT_DEACTIVATED, "an account in force expected");
        }
        return new Known(account, request);
    }

    /** A request that carries its key: for a new account, or to revoke by the certificate's own key. */
    Stranger stranger(String path, byte[] body) {
        SignedRequest request = judged(path, body);
        JWK key =
                request.jwk().orElseThrow(() -> new AcmeException(AcmeError.MALFORMED, "a jwk expected, found a kid"));
        reader.verify(request, key);
        return new Stranger(key, request);
    }

    /** Whether the request names an account; nothing of it is verified yet. */
    boolean namesAccount(byte[] body) {
        return reader.read(body).kid().isPresent();
    }

    private SignedRequest judged(String path, byte[] body) {
        SignedRequest request = reader.read(body);
        if (!request.url().equals(addresses.of(path))) {
            throw new AcmeException(AcmeError.UNAUTHORIZED, "the address that was asked expected as url");
        }
        nonces.use(request.nonce());
        return request;
    }
}
