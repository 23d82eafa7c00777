package vn.khue.pki.ca;

import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import vn.khue.pki.DnsName;

/**
 * Names that a CA's certificate permits or excludes (RFC 5280 section 4.2.1.10).
 *
 * @param kind which GeneralName it constrains
 * @param name a domain in lower case, for itself and everything below it; or attributes that subjects begin with, in the order of the
 *     certificate: {@code C=VN,O=Khuê}
 */
public record Subtree(Kind kind, String name) {
    /** Kinds of GeneralName, spelt as RFC 5280 spells them. */
    public enum Kind {
        dNSName(GeneralName.dNSName),
        directoryName(GeneralName.directoryName);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    private static final Pattern ATTRIBUTES =
            Pattern.compile("(C|O|OU|CN)=[^,+=\\\\\"]{1,64}(,(C|O|OU|CN)=[^,+=\\\\\"]{1,64})*");

    private static final Pattern TOP_DOMAIN = Pattern.compile("[a-z]{2,63}");

    public Subtree {
        boolean fits = kind == Kind.dNSName
                ? TOP_DOMAIN.matcher(name).matches()
                        || DnsName.parse(name)
                                .filter(parsed -> parsed.text().equals(name))
                                .isPresent()
                : ATTRIBUTES.matcher(name).matches();
        if (!fits) {
            throw new IllegalArgumentException("a domain in lower case, or attributes as in C=VN,O=Khuê, expected for "
                    + kind + "; found \"" + name + "\"");
        }
    }

    private GeneralSubtree structure() {
        return new GeneralSubtree(
                kind == Kind.directoryName ? new GeneralName(new X500Name(name)) : new GeneralName(kind.tag, name));
    }

    /** Null for none, as Bouncy Castle has it. */
    static GeneralSubtree[] structures(List<Subtree> subtrees) {
        return subtrees.isEmpty()
                ? null
                : subtrees.stream().map(Subtree::structure).toArray(GeneralSubtree[]::new);
    }
}
