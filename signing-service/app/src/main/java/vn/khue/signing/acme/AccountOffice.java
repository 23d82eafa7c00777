package vn.khue.signing.acme;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.khue.audit.event.Actor;
import vn.khue.signing.event.SigningEvents;

/**
 * Accounts: new ones by an external account binding, other keys, the end (RFC 8555 section 7.3). Contact addresses are not kept: the
 * people of the binding answer for the account. Thread-safe.
 */
@Service
class AccountOffice {
    private static final String MAC = "HmacSHA256";

    private final AcmeAccounts accounts;
    private final AcmeBindings bindings;
    private final JwsReader reader;
    private final AcmeAddresses addresses;
    private final SigningEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountOffice(
            AcmeAccounts accounts,
            AcmeBindings bindings,
            JwsReader reader,
            AcmeAddresses addresses,
            SigningEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.bindings = bindings;
        this.reader = reader;
        this.addresses = addresses;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param made whether it is new */
    record Opened(AcmeAccount account, boolean made) {}

    /**
     * The account of this key, or a new one for a binding that is good.
     *
     * @throws AcmeException ACCOUNT_DEACTIVATED, ACCOUNT_DOES_NOT_EXIST, EXTERNAL_ACCOUNT_REQUIRED or UNAUTHORIZED
     */
    Opened open(JWK key, byte[] payload, Actor client) {
        JsonNode wanted = StrictJson.object(payload);
        return transaction.execute(status -> {
            accounts.oneAtATime();
            Optional<AcmeAccount> known = accounts.ofKey(key);
            if (known.isPresent()) {
                if (!known.get().active()) {
                    throw new AcmeException(AcmeError.ACCOUNT_DEACTIVATED, "a key of no deactivated account expected");
                }
                return new Opened(known.get(), false);
            }
            JsonNode onlyExisting = wanted.get("onlyReturnExisting");
            if (onlyExisting != null && onlyExisting.isBoolean() && onlyExisting.booleanValue()) {
                throw new AcmeException(AcmeError.ACCOUNT_DOES_NOT_EXIST, "an account of this key expected");
            }
            JsonNode bound = wanted.get("externalAccountBinding");
            if (bound == null || !bound.isObject()) {
                throw new AcmeException(AcmeError.EXTERNAL_ACCOUNT_REQUIRED, "an external account binding expected");
            }
            AcmeBinding binding = binding(bound, key);
            UUID id = UUID.randomUUID();
            bindings.use(binding.id(), clock.instant());
            accounts.add(id, binding.id(), key, clock.instant());
            events.acmeAccountChanged(client, binding.unit(), id, "create");
            return new Opened(accounts.find(id).orElseThrow(), true);
        });
    }

    /** Section 7.3.4: a JWS over the account's key, with the MAC key of the binding; nowhere else is a MAC taken. */
    private AcmeBinding binding(JsonNode jws, JWK key) {
        String header = StrictJson.text(jws, "protected");
        String payload = StrictJson.text(jws, "payload");
        JsonNode fields = StrictJson.object(bytes(jws, "protected"));
        boolean form = new HashSet<>(jws.propertyNames()).equals(Set.of("protected", "payload", "signature"))
                && new HashSet<>(fields.propertyNames()).equals(Set.of("alg", "kid", "url"))
                && StrictJson.text(fields, "alg").equals("HS256")
                && StrictJson.text(fields, "url").equals(addresses.of("/new-account"));
        UUID id = id(StrictJson.text(fields, "kid"));
        AcmeBinding binding = bindings.lock(id).orElseThrow(AccountOffice::wrong);
        byte[] mac = bindings.key(id, clock.instant()).orElseThrow(AccountOffice::wrong);
        byte[] expected = mac(mac, header + "." + payload);
        JWK bound = reader.key(new String(bytes(jws, "payload"), StandardCharsets.UTF_8));
        if (!form
                || !MessageDigest.isEqual(expected, bytes(jws, "signature"))
                || !AcmeAccounts.thumbprint(bound).equals(AcmeAccounts.thumbprint(key))) {
            throw wrong();
        }
        return binding;
    }

    private static UUID id(String kid) {
        try {
            return UUID.fromString(kid);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static byte[] bytes(JsonNode jws, String name) {
        return StrictJson.bytes(jws, name).orElseThrow(AccountOffice::wrong);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    private static AcmeException wrong() {
        return new AcmeException(AcmeError.UNAUTHORIZED, "a good external account binding expected");
    }

    /** Section 7.3.6: for ever. */
    AcmeAccount deactivate(AcmeAccount account, Actor client) {
        return transaction.execute(status -> {
            AcmeBinding binding = bindings.lock(account.binding()).orElseThrow();
            accounts.deactivate(account.id());
            events.acmeAccountChanged(client, binding.unit(), account.id(), "deactivate");
            return accounts.find(account.id()).orElseThrow();
        });
    }

    /**
     * Section 7.3.5: the new key signs the account and the old key; the old key has signed around it.
     *
     * @throws AcmeException MALFORMED, or KEY_TAKEN with the address of the account that has the new key
     */
    AcmeAccount rollover(AcmeAccount account, byte[] payload, Actor client) {
        SignedRequest inner = reader.read(payload);
        JWK fresh = inner.jwk()
                .orElseThrow(() -> new AcmeException(AcmeError.MALFORMED, "the new key's jwk expected inside"));
        reader.verify(inner, fresh);
        JsonNode change = StrictJson.object(inner.payload());
        JsonNode old = change.get("oldKey");
        boolean fits = inner.nonce().isEmpty()
                && inner.url().equals(addresses.of("/key-change"))
                && StrictJson.text(change, "account").equals(addresses.account(account.id()))
                && old != null
                && AcmeAccounts.thumbprint(reader.key(old.toString())).equals(account.thumbprint());
        if (!fits) {
            throw new AcmeException(
                    AcmeError.MALFORMED, "the account, its present key and this address expected inside");
        }
        return transaction.execute(status -> {
            accounts.oneAtATime();
            accounts.ofKey(fresh).ifPresent(taken -> {
                throw AcmeException.keyTaken(addresses.account(taken.id()));
            });
            AcmeBinding binding = bindings.lock(account.binding()).orElseThrow();
            accounts.setKey(account.id(), fresh);
            events.acmeAccountChanged(client, binding.unit(), account.id(), "key");
            return accounts.find(account.id()).orElseThrow();
        });
    }
}
