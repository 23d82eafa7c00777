package vn.khue.pki.pkcs11;

import java.util.Arrays;
import java.util.List;
import vn.khue.pki.keystore.VaultHeader;
import vn.khue.pki.keystore.VaultState.Reason;

/**
 * One login to one token, with everything that ends with it: sessions, handles, unwrapped keys. Where any of it fails the
 * whole is thrown away and another made. Thread-safe, but {@link #close()} wants to be alone.
 */
final class TokenConnection {
    private final Cryptoki cryptoki;
    private final boolean startedModule;
    private final TokenInfo token;
    private final SessionPool sessions;
    private final KeyHandles keys;

    private TokenConnection(
            Cryptoki cryptoki, boolean startedModule, TokenInfo token, long own, TokenSettings settings) {
        this.cryptoki = cryptoki;
        this.startedModule = startedModule;
        this.token = token;
        this.sessions = new SessionPool(cryptoki, token.slot(), settings.sessions(), settings.patience());
        this.keys = new KeyHandles(cryptoki, own, settings.cachedKeys());
    }

    /** Starts the module, finds the token and logs in; a wrong PIN is tried once. */
    static TokenConnection open(Cryptoki cryptoki, TokenSettings settings, TokenPin pin) throws TokenUnusableException {
        boolean started;
        try {
            started = cryptoki.start();
        } catch (CryptokiException e) {
            throw new TokenUnusableException(
                    Reason.MODULE_UNUSABLE,
                    "the module " + settings.module() + " does not start: " + e.getMessage(),
                    e);
        }
        try {
            TokenInfo token = find(cryptoki.tokens(), settings);
            if (token.nearlyLocked()) {
                throw new TokenUnusableException(
                        Reason.PIN_LOCKED,
                        "the token \"" + token.label()
                                + "\" is locked or one wrong PIN away from it; its security officer"
                                + " has to unlock it, or its user to log in once by hand");
            }
            long own = cryptoki.openSession(token.slot(), true);
            login(cryptoki, own, pin, token);
            return new TokenConnection(cryptoki, started, token, own, settings);
        } catch (CryptokiException e) {
            end(cryptoki, started);
            throw new TokenUnusableException(
                    Reason.TOKEN_NOT_ANSWERING, "the token \"" + settings.label() + "\": " + e.getMessage(), e);
        } catch (TokenUnusableException | RuntimeException e) {
            end(cryptoki, started);
            throw e;
        }
    }

    private static TokenInfo find(List<TokenInfo> tokens, TokenSettings settings) throws TokenUnusableException {
        List<TokenInfo> found = tokens.stream()
                .filter(TokenInfo::initialised)
                .filter(token -> token.label().equals(settings.label()))
                .filter(token -> settings.serial().map(token.serial()::equals).orElse(true))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String wanted = "\"" + settings.label() + "\""
                + settings.serial()
                        .map(serial -> " with serial number " + serial)
                        .orElse("");
        if (found.isEmpty()) {
            throw new TokenUnusableException(
                    Reason.TOKEN_NOT_FOUND,
                    "no slot holds a token " + wanted + "; is it there, and is this its module?");
        }
        throw new TokenUnusableException(
                Reason.TOKEN_AMBIGUOUS,
                found.size() + " tokens are called " + wanted + "; give the serial number of the one meant");
    }

    private static void login(Cryptoki cryptoki, long session, TokenPin pin, TokenInfo token)
            throws CryptokiException, TokenUnusableException {
        byte[] secret = pin.read();
        try {
            cryptoki.login(session, secret);
            pin.accepted();
        } catch (CryptokiException e) {
            if (e.is(ReturnValue.PIN_LOCKED)) {
                throw new TokenUnusableException(
                        Reason.PIN_LOCKED,
                        "the token \"" + token.label()
                                + "\" takes no PIN any more; its security officer has to unlock it",
                        e);
            }
            if (e.is(
                    ReturnValue.PIN_INCORRECT,
                    ReturnValue.PIN_INVALID,
                    ReturnValue.PIN_LEN_RANGE,
                    ReturnValue.PIN_EXPIRED)) {
                pin.refused();
                throw new TokenUnusableException(
                        Reason.PIN_REFUSED,
                        "the token \"" + token.label() + "\" refused the PIN (" + ReturnValue.name(e.value())
                                + "); it is not tried again until its file is written anew",
                        e);
            }
            throw e;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The key of that vault in this token, and what binds its records. */
    WrappingKeys wrappingKeys(VaultHeader header) throws CryptokiException, TokenUnusableException {
        return keys.alone(session -> WrappingKeys.find(cryptoki, session, header))
                .orElseThrow(() -> new TokenUnusableException(
                        Reason.WRAPPING_KEY_MISSING,
                        "the token \"" + token.label() + "\" does not hold the key under which this vault's keys are"
                                + " wrapped: another token, or one that was emptied"));
    }

    SessionPool sessions() {
        return sessions;
    }

    KeyHandles keys() {
        return keys;
    }

    TokenInfo token() {
        return token;
    }

    /** Forgets all and, where this connection started the module, ends it, so that the next one sees the slots anew. */
    void close() {
        cryptoki.closeAllSessions(token.slot());
        end(cryptoki, startedModule);
    }

    private static void end(Cryptoki cryptoki, boolean started) {
        if (started) {
            cryptoki.finish();
        }
    }
}
