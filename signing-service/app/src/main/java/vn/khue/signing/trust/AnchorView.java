package vn.khue.signing.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import vn.khue.pki.Certificates;
import vn.khue.pki.trust.AnchorExamination;
import vn.khue.signing.certificate.NameText;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.typed.OneLine;

/**
 * What a certificate is, in words that a page can show; what strangers wrote into it is one line without control characters.
 *
 * @param name common name of the subject, else all of it; at most 100 characters
 * @param sha256 in groups of four
 */
public record AnchorView(
        String name,
        String subject,
        String issuer,
        String serial,
        List<String> sha256,
        Instant notBefore,
        Instant notAfter,
        AnchorExamination.Facts facts) {
    private static final int LONGEST = 500;
    private static final int GROUP = 4;

    /** Names of attributes that the JDK would write as numbers. */
    static AnchorView of(AnchorExamination.Facts facts) {
        X509Certificate certificate = facts.certificate();
        return new AnchorView(
                name(certificate),
                text(certificate.getSubjectX500Principal()),
                text(certificate.getIssuerX500Principal()),
                certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                groups(Sha256.of(Certificates.der(certificate)).hex()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                facts);
    }

    /** All of the fingerprint but what the second administrator has to type. */
    public String sha256Beginning() {
        return String.join(" ", sha256.subList(0, sha256.size() - TrustOffice.COMPARED_DIGITS / GROUP)) + " …";
    }

    public String sha256Whole() {
        return String.join(" ", sha256);
    }

    private static List<String> groups(String hex) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < hex.length(); i += GROUP) {
            groups.add(hex.substring(i, i + GROUP));
        }
        return List.copyOf(groups);
    }

    /** Common name of the subject, else all of it. */
    static String name(X509Certificate certificate) {
        X500Principal subject = certificate.getSubjectX500Principal();
        try {
            for (Rdn rdn : new LdapName(subject.getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN") && rdn.getValue() instanceof String text) {
                    return cut(OneLine.of(text), AnchorTerms.LONGEST_LABEL);
                }
            }
        } catch (InvalidNameException strange) {
            // What has no readable parts is shown as a whole.
        }
        return cut(text(subject), AnchorTerms.LONGEST_LABEL);
    }

    private static String text(X500Principal name) {
        return cut(OneLine.of(NameText.of(name)), LONGEST);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
    }
}
