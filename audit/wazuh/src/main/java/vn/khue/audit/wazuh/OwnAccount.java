package vn.khue.audit.wazuh;

import vn.khue.audit.wazuh.item.AccountInfo;

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

    /** What it may now, of all that this client can ask that line of Wazuh; reads the policies again. */
    public Reply<PermissionReport> permissions() {
        return lists.reread().map(permissions -> PermissionReport.of(permissions, line));
    }
}
