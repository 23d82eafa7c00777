package vn.khue.pki.path;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * Name constraints along one path (RFC 5280 section 4.2.1.10), compared by Bouncy Castle. Names times subtrees is bounded,
 * because the work grows with their product.
 */
final class NameConstraintChecks {
    private static final int MAX_SUBTREES = 1024;
    private static final int MAX_NAMES = 1024;

    private final PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    private int subtrees;

    /** Section 6.1.3 (b), (c). */
    Optional<String> check(ParsedCertificate certificate) {
        if (subtrees == 0) {
            return Optional.empty();
        }
        try {
            List<GeneralName> names = names(certificate);
            if (names.size() > MAX_NAMES) {
                return Optional.of("at most " + MAX_NAMES + " names expected, found " + names.size());
            }
            for (GeneralName name : names) {
                validator.checkPermitted(name);
                validator.checkExcluded(name);
            }
            return Optional.empty();
        } catch (NameConstraintValidatorException e) {
            return Optional.of("a name within the issuers' name constraints expected, found another");
        }
    }

    /** Section 6.1.4 (g). */
    Optional<String> take(ParsedCertificate authority) {
        Optional<ASN1Encodable> extension = authority.extension(Extension.nameConstraints);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        NameConstraints constraints = NameConstraints.getInstance(extension.get());
        GeneralSubtree[] permitted = orNone(constraints.getPermittedSubtrees());
        GeneralSubtree[] excluded = orNone(constraints.getExcludedSubtrees());
        subtrees += permitted.length + excluded.length;
        if (subtrees > MAX_SUBTREES) {
            return Optional.of("at most " + MAX_SUBTREES + " name constraints expected, found " + subtrees);
        }
        for (GeneralSubtree[] side : List.of(permitted, excluded)) {
            for (GeneralSubtree subtree : side) {
                if (!BigInteger.ZERO.equals(subtree.getMinimum()) || subtree.getMaximum() != null) {
                    return Optional.of("name constraints without minimum and maximum expected (RFC 5280 4.2.1.10)");
                }
            }
        }
        if (permitted.length > 0) {
            validator.intersectPermittedSubtree(permitted);
        }
        for (GeneralSubtree subtree : excluded) {
            validator.addExcludedSubtree(subtree);
        }
        return Optional.empty();
    }

    private static GeneralSubtree[] orNone(GeneralSubtree[] subtrees) {
        return subtrees == null ? new GeneralSubtree[0] : subtrees;
    }

    private static List<GeneralName> names(ParsedCertificate certificate) {
        List<GeneralName> names = new ArrayList<>();
        X500Name subject = certificate.structure().getSubject();
        if (subject.size() > 0) {
            names.add(new GeneralName(subject));
        }
        Optional<ASN1Encodable> alternative = certificate.extension(Extension.subjectAlternativeName);
        alternative.ifPresent(
                value -> names.addAll(List.of(GeneralNames.getInstance(value).getNames())));
        if (names.stream().noneMatch(n -> n.getTagNo() == GeneralName.rfc822Name)) {
            for (RDN rdn : subject.getRDNs(BCStyle.EmailAddress)) {
                for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
                    if (BCStyle.EmailAddress.equals(part.getType()) && part.getValue() instanceof ASN1String text) {
                        names.add(new GeneralName(GeneralName.rfc822Name, text.getString()));
                    }
                }
            }
        }
        return names;
    }
}
