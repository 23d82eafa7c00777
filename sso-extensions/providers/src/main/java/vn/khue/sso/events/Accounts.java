package vn.khue.sso.events;

import vn.khue.audit.event.Actor;

/** Who acts where the directory knows nobody. */
final class Accounts {
    private Accounts() {}

    /** An account of Keycloak's own (an administrator, a service account), or nobody. */
    static Actor outsideTheDirectory(String userId) {
        return userId == null ? Actor.unknown() : Actor.service("keycloak-account:" + userId);
    }
}
