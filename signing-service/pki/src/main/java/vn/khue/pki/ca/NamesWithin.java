package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * The name constraints in a CA's own certificate, which it keeps itself: what it would issue beyond them no verifier would accept.
 * Immutable.
 */
final class NamesWithin {
    private final Optional<NameConstraints> constraints;

    NamesWithin(X509Certificate authority) {
        constraints = Optional.ofNullable(authority.getExtensionValue(Extension.nameConstraints.getId()))
                .map(ASN1OctetString::getInstance)
                .map(value -> NameConstraints.getInstance(value.getOctets()));
    }

    /** Why this CA must not issue to the subject; empty where it may. */
    Optional<String> objectionTo(Subject subject) {
        if (constraints.isEmpty()) {
            return Optional.empty();
        }
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        GeneralSubtree[] permitted = constraints.get().getPermittedSubtrees();
        GeneralSubtree[] excluded = constraints.get().getExcludedSubtrees();
        if (permitted != null) {
            validator.intersectPermittedSubtree(permitted);
        }
        if (excluded != null) {
            for (GeneralSubtree subtree : excluded) {
                validator.addExcludedSubtree(subtree);
            }
        }
        List<GeneralName> names = new ArrayList<>(List.of(new GeneralName(subject.name())));
        subject.alternativeNames().ifPresent(more -> names.addAll(List.of(more.getNames())));
        for (GeneralName name : names) {
            try {
                validator.checkPermitted(name);
                validator.checkExcluded(name);
            } catch (NameConstraintValidatorException e) {
                return Optional.of("names within the name constraints of the CA expected, found "
                        + (name.getTagNo() == GeneralName.dNSName ? name.getName() : "a subject outside")
                        + "; ask a CA that serves that name");
            }
        }
        return Optional.empty();
    }
}
