package vn.khue.sso.realm;

import java.util.EnumSet;
import java.util.Set;

/** What an app speaks, and so what Keycloak client it needs. */
public enum AppKind {
    /** A web app with a server of its own: OpenID Connect, code flow, a secret. */
    WEB,
    /** An app in the browser alone, without a secret: OpenID Connect, code flow. */
    SPA,
    /** A machine that acts for itself: client credentials with {@code private_key_jwt} (RFC 7523). */
    SERVICE,
    /** Something with a screen and no keyboard: device authorization (RFC 8628). */
    DEVICE,
    /** A web app that speaks SAML 2.0. */
    SAML,
    /** An app that binds to the directory; nobody signs in to it at the gate. */
    LDAP,
    /** A mail server that asks the gate about tokens (RFC 7662), and the webmail before it. */
    MAIL,
    /** A reverse proxy that signs people in for an old app behind it. */
    PROXY;

    private static final Set<AppKind> WITH_PAGES = EnumSet.of(WEB, SPA, SAML, MAIL, PROXY);
    private static final Set<AppKind> WITH_SECRET = EnumSet.of(WEB, MAIL, PROXY);

    /** Whether a browser is sent back to it after login. */
    boolean hasPages() {
        return WITH_PAGES.contains(this);
    }

    /** Whether it proves itself by a secret that the applier keeps. */
    boolean hasSecret() {
        return WITH_SECRET.contains(this);
    }

    /** Whether it can be given a token by which a guardian acts for a child: it has a server that takes tokens. */
    boolean takesGuardians() {
        return this == WEB || this == SERVICE;
    }

    /** How lists of apps call it: {@code OIDC}, {@code SAML}, {@code LDAP}, {@code MAIL} or {@code PROXY}. */
    String family() {
        return switch (this) {
            case WEB, SPA, SERVICE, DEVICE -> "OIDC";
            case SAML, LDAP, MAIL, PROXY -> name();
        };
    }
}
