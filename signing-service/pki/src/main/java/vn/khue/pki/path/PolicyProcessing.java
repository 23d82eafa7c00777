package vn.khue.pki.path;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Certificate policies along one path: RFC 5280 sections 6.1.2 to 6.1.5, with RFC 9618's graph. */
final class PolicyProcessing {
    /** More policies or mappings than any honest certificate has. */
    private static final int MAX_ITEMS = 256;

    private final int length;
    private final PolicyInputs inputs;
    private final PolicyGraph graph = new PolicyGraph();
    private int explicitPolicy;
    private int inhibitAny;
    private int policyMapping;

    PolicyProcessing(int length, PolicyInputs inputs) {
        this.length = length;
        this.inputs = inputs;
        this.explicitPolicy = inputs.explicitRequired() ? 0 : length + 1;
        this.inhibitAny = inputs.anyPolicyInhibited() ? 0 : length + 1;
        this.policyMapping = inputs.mappingInhibited() ? 0 : length + 1;
    }

    /** Section 6.1.3 (d), (e), (f) for the certificate at place {@code i}, counted from 1 at the anchor's side. */
    Optional<String> take(int i, ParsedCertificate certificate) {
        Optional<ASN1Encodable> extension = certificate.extension(Extension.certificatePolicies);
        if (extension.isEmpty()) {
            graph.clear();
        } else {
            Set<String> policies = new HashSet<>();
            PolicyInformation[] listed =
                    CertificatePolicies.getInstance(extension.get()).getPolicyInformation();
            if (listed.length > MAX_ITEMS) {
                return Optional.of("at most " + MAX_ITEMS + " policies expected, found " + listed.length);
            }
            for (PolicyInformation policy : listed) {
                if (!policies.add(policy.getPolicyIdentifier().getId())) {
                    return Optional.of("each policy once expected, found one twice");
                }
            }
            graph.descend(policies, inhibitAny > 0 || (i < length && certificate.selfIssued()));
        }
        return explicitPolicy > 0 || !graph.isEmpty()
                ? Optional.empty()
                : Optional.of("an explicit policy expected, found none that holds");
    }

    /** Section 6.1.4 (a), (b), (h), (i), (j): before the next certificate. */
    Optional<String> prepare(ParsedCertificate certificate) {
        Map<String, Set<String>> mappings = mappings(certificate);
        if (mappings.containsKey(PolicyGraph.ANY)
                || mappings.values().stream().anyMatch(s -> s.contains(PolicyGraph.ANY))) {
            return Optional.of("a mapping between policies expected, found one with any-policy");
        }
        if (!mappings.isEmpty() && !graph.isEmpty()) {
            if (policyMapping > 0) {
                graph.map(mappings);
            } else {
                graph.remove(mappings.keySet());
            }
        }
        if (!certificate.selfIssued()) {
            explicitPolicy = lower(explicitPolicy);
            policyMapping = lower(policyMapping);
            inhibitAny = lower(inhibitAny);
        }
        constraints(certificate).ifPresent(c -> {
            explicitPolicy = least(explicitPolicy, c.getRequireExplicitPolicyMapping());
            policyMapping = least(policyMapping, c.getInhibitPolicyMapping());
        });
        inhibitAny = certificate
                .extension(Extension.inhibitAnyPolicy)
                .map(v -> least(inhibitAny, ASN1Integer.getInstance(v).getValue()))
                .orElse(inhibitAny);
        return Optional.empty();
    }

    /** Section 6.1.5 (a), (b), (g): after the last certificate. */
    Optional<String> finish(ParsedCertificate last) {
        explicitPolicy = lower(explicitPolicy);
        constraints(last)
                .map(PolicyConstraints::getRequireExplicitPolicyMapping)
                .filter(skip -> skip.signum() == 0)
                .ifPresent(skip -> explicitPolicy = 0);
        return explicitPolicy > 0 || graph.holdsFor(inputs.acceptable())
                ? Optional.empty()
                : Optional.of("one of the policies " + inputs.acceptable() + " expected, found none that holds");
    }

    private static Optional<PolicyConstraints> constraints(ParsedCertificate certificate) {
        return certificate.extension(Extension.policyConstraints).map(PolicyConstraints::getInstance);
    }

    private static Map<String, Set<String>> mappings(ParsedCertificate certificate) {
        Map<String, Set<String>> mappings = new HashMap<>();
        certificate.extension(Extension.policyMappings).ifPresent(value -> {
            ASN1Sequence pairs = ASN1Sequence.getInstance(value);
            if (pairs.size() > MAX_ITEMS) {
                throw new IllegalArgumentException("at most " + MAX_ITEMS + " mappings expected");
            }
            for (ASN1Encodable item : pairs) {
                ASN1Sequence pair = ASN1Sequence.getInstance(item);
                mappings.computeIfAbsent(oid(pair.getObjectAt(0)), p -> new HashSet<>())
                        .add(oid(pair.getObjectAt(1)));
            }
        });
        return mappings;
    }

    private static String oid(ASN1Encodable value) {
        return ASN1ObjectIdentifier.getInstance(value).getId();
    }

    private static int lower(int counter) {
        return counter > 0 ? counter - 1 : 0;
    }

    private static int least(int counter, BigInteger limit) {
        return limit == null || limit.compareTo(BigInteger.valueOf(counter)) >= 0
                ? counter
                : Math.max(0, limit.intValue());
    }
}
