package vn.khue.signing.certificate;

import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The common name of a distinguished name (RFC 4519 section 2.3); the whole name where it has none. */
public final class CommonName {
    private CommonName() {}

    public static String of(X500Principal name) {
        String text = name.getName();
        try {
            return new LdapName(text)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .flatMap(value -> Optional.of(value).filter(String.class::isInstance).stream())
                            .map(String.class::cast)
                            .reduce((first, last) -> last)
                            .orElse(text);
        } catch (InvalidNameException e) {
            return text;
        }
    }
}
