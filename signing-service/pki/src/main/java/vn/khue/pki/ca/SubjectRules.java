package vn.khue.pki.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import vn.khue.pki.policy.DataFile;

/**
 * What the subjects of certificates hold, by kind of subject; read from {@code subjects.json}. A CA signs no subject that its rule
 * does not describe. Immutable.
 */
public record SubjectRules(List<Rule> rules) {
    /**
     * @param subject the kind, as in profiles
     * @param attributes attribute types that must be there, each once and in this order, one to a relative distinguished name
     * @param optional attribute types that may follow, each at most once
     * @param alternativeNames kinds of GeneralName in the subject alternative name; none: the extension is absent
     * @param source the law or standard that is followed
     */
    public record Rule(
            String subject,
            List<String> attributes,
            List<String> optional,
            List<String> alternativeNames,
            String source) {
        public Rule {
            attributes = List.copyOf(attributes);
            optional = List.copyOf(optional);
            alternativeNames = List.copyOf(alternativeNames);
        }

        private boolean describes(List<String> found) {
            int required = attributes.size();
            return found.size() >= required
                    && found.subList(0, required).equals(attributes)
                    && optional.containsAll(found.subList(required, found.size()))
                    && found.stream().distinct().count() == found.size();
        }
    }

    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.of(
            BCStyle.C, "C",
            BCStyle.O, "O",
            BCStyle.OU, "OU",
            BCStyle.ORGANIZATION_IDENTIFIER, "organizationIdentifier",
            BCStyle.CN, "CN",
            BCStyle.SERIALNUMBER, "serialNumber");

    public SubjectRules {
        rules = List.copyOf(rules);
        long kinds = rules.stream().map(Rule::subject).distinct().count();
        if (kinds != rules.size()) {
            throw new IllegalArgumentException("one rule for each kind of subject expected, found " + rules.size()
                    + " rules for " + kinds + " kinds");
        }
    }

    /** The rules that are shipped. */
    public static SubjectRules shipped() {
        return DataFile.resource(SubjectRules.class, "subjects.json", SubjectRules.class);
    }

    /** The rule of a kind of subject, where there is one. */
    public Optional<Rule> of(String subject) {
        return rules.stream().filter(rule -> rule.subject().equals(subject)).findFirst();
    }

    /**
     * Why a subject of that kind must not stand in a certificate; empty where it may.
     *
     * @param subject the kind
     * @param name what is to stand there
     */
    public Optional<String> objectionTo(String subject, X500Name name) {
        Optional<Rule> rule = of(subject);
        if (rule.isEmpty()) {
            return Optional.of("a rule for the subject " + subject + " expected in subjects.json, found none");
        }
        List<String> found = new ArrayList<>();
        for (RDN part : name.getRDNs()) {
            ASN1ObjectIdentifier type = part.getFirst().getType();
            found.add(part.isMultiValued() ? "several in one" : NAMES.getOrDefault(type, type.getId()));
        }
        return rule.get().describes(found)
                ? Optional.empty()
                : Optional.of("the subject " + subject + " holds " + rule.get().attributes() + " and perhaps "
                        + rule.get().optional() + ", found " + found);
    }
}
