package vn.khue.sso.realm;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One app as its file says. Only {@link AppFileReader} makes it, so all rules of the form hold. Immutable.
 *
 * @param client Keycloak's client id; of SAML the entity id
 * @param kind what it speaks
 * @param name how people know it
 * @param purpose what the data is for
 * @param owner id of the unit that answers for it
 * @param legalBasis why it may have the data
 * @param claims names of the claims it asked for
 * @param onBehalf what it lets guardians do for a child, such as {@code child:records}; empty where it takes no guardians
 * @param roles who may use it; empty for every role
 * @param units where they work or learn, units below these included; empty for every unit
 * @param url its first page
 * @param redirects exact addresses to which a browser is sent after login; of SAML the one assertion consumer service
 * @param afterLogout exact addresses to which a browser may be sent after logout
 * @param backchannelLogout where it is told that a session has ended
 * @param keys of a SERVICE its public keys, a JWK set (RFC 7517, 5) as JSON
 * @param certificate of SAML the one that proves its requests, DER as base64
 * @param tokens how its tokens are signed; empty where the file says nothing, which means RS256
 */
record AppFile(
        String client,
        AppKind kind,
        Words name,
        Words purpose,
        String owner,
        LegalBasis legalBasis,
        SortedSet<String> claims,
        SortedSet<String> onBehalf,
        SortedSet<String> roles,
        SortedSet<String> units,
        Optional<URI> url,
        List<URI> redirects,
        List<URI> afterLogout,
        Optional<URI> backchannelLogout,
        Optional<String> keys,
        Optional<String> certificate,
        Optional<TokenSignature> tokens) {

    /**
     * One text in both languages.
     *
     * @param vi Vietnamese, NFC
     * @param en English
     */
    record Words(String vi, String en) {}

    AppFile {
        claims = new TreeSet<>(claims);
        onBehalf = new TreeSet<>(onBehalf);
        roles = new TreeSet<>(roles);
        units = new TreeSet<>(units);
        redirects = List.copyOf(redirects);
        afterLogout = List.copyOf(afterLogout);
    }

    /** Scheme, host and port of everything to which a form of the gate may lead a browser. */
    Set<String> formTargets() {
        var targets = new TreeSet<String>();
        Stream.of(redirects.stream(), afterLogout.stream(), samlLogout().stream())
                .flatMap(each -> each)
                .forEach(address -> targets.add(origin(address)));
        return targets;
    }

    private Optional<URI> samlLogout() {
        return kind == AppKind.SAML ? backchannelLogout : Optional.empty();
    }

    static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}
