package vn.khue.web.event;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import vn.khue.audit.event.BearerTokens;
import vn.khue.audit.event.ClientCredentialsTokens;
import vn.khue.web.WebException;
import vn.khue.web.login.Gate;
import vn.khue.web.login.GateUnreachableException;
import vn.khue.web.login.SecretFile;

/** Access tokens of a client of its own (client credentials), from a gate that may still be down when the app starts. Safe for concurrent use. */
public final class GateBearerTokens implements BearerTokens {

    private final Gate gate;
    private final String clientId;
    private final SecretFile secret;
    private final Clock clock;
    private final AtomicReference<BearerTokens> tokens = new AtomicReference<>();

    public GateBearerTokens(Gate gate, String clientId, SecretFile secret, Clock clock) {
        this.gate = gate;
        this.clientId = clientId;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public String token() throws IOException, InterruptedException {
        try {
            BearerTokens known = tokens.get();
            if (known == null) {
                known = new ClientCredentialsTokens(gate.endpoints().token(), clientId, secret::read, clock);
                tokens.set(known);
            }
            return known.token();
        } catch (GateUnreachableException | WebException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void refused(String token) {
        BearerTokens known = tokens.get();
        if (known != null) {
            known.refused(token);
        }
    }
}
