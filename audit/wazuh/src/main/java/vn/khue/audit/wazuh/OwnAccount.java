package vn.khue.audit.wazuh;

import java.time.Duration;
import vn.khue.audit.wazuh.item.AccountInfo;
import vn.khue.audit.wazuh.item.SecurityConfig;

/** The account that asks. */
public final class OwnAccount {

    private final Calls calls;
    private final Lists lists;
    private final ApiLine line;

    OwnAccount(Calls calls, Lists lists, ApiLine line) {
        this.calls = calls;
        this.lists = lists;
        this.line = line;
    }

    /** Name and roles. */
    public Reply<AccountInfo> info() {
        return calls.envelope(Request.of(Operation.ME)).map(envelope -> {
            JsonObject me = Envelopes.first(envelope);
            return new AccountInfo(
                    me.textOr("username", "?"),
                    me.objects("roles").stream()
                            .map(role -> role.textOr("name", "?"))
                            .toList());
        });
    }

    /** How the server guards its API; any change of it revokes all tokens. */
    public Reply<SecurityConfig> security() {
        return calls.envelope(Request.of(Operation.SECURITY_CONFIG)).map(envelope -> {
            JsonObject data = Envelopes.data(envelope);
            return new SecurityConfig(
                    Duration.ofSeconds(data.count("auth_token_exp_timeout")),
                    "black".equals(data.textOr("rbac_mode", "white")));
        });
    }

    /** What it may now, of all that this client can ask that line of Wazuh; reads the policies again. */
    public Reply<PermissionReport> permissions() {
        return lists.reread().map(permissions -> PermissionReport.of(permissions, line));
    }
}
