package vn.khue.pki.pkcs10;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import vn.khue.pki.DnsName;

/** The names of a request for a host, and which of the asked-for extensions are left aside. */
final class RequestedNames {
    /** How deep and large one extension may be inside; a subject alternative name needs two levels. */
    private static final int DEPTH = 8;

    private static final int ELEMENTS = 256;

    private final SortedSet<DnsName> names = new TreeSet<>();
    private final List<String> notTaken = new ArrayList<>();

    private RequestedNames() {}

    /** @param forHost whether the profile's certificates name hosts; if not, no name is taken at all */
    static RequestedNames of(CertificationRequestInfo info, boolean forHost) throws RefusedRequest {
        RequestedNames requested = new RequestedNames();
        Optional<Extensions> extensions = extensions(info);
        if (extensions.isPresent()) {
            for (ASN1ObjectIdentifier oid : extensions.get().getExtensionOIDs()) {
                if (forHost && Extension.subjectAlternativeName.equals(oid)) {
                    requested.alternativeNames(extensions.get().getExtension(oid));
                } else {
                    requested.notTaken.add(oid.getId());
                }
            }
        }
        if (forHost) {
            requested.commonNames(info);
            if (requested.names.isEmpty()) {
                throw new RefusedRequest(Pkcs10Rule.NAMES_MISSING);
            }
        }
        return requested;
    }

    SortedSet<DnsName> names() {
        return names;
    }

    List<String> notTaken() {
        return notTaken;
    }

    private static Optional<Extensions> extensions(CertificationRequestInfo info) throws RefusedRequest {
        Optional<Attribute> asked = Optional.empty();
        ASN1Set attributes = info.getAttributes();
        for (int i = 0; attributes != null && i < attributes.size(); i++) {
            Attribute attribute = Attribute.getInstance(attributes.getObjectAt(i));
            if (PKCSObjectIdentifiers.pkcs_9_at_extensionRequest.equals(attribute.getAttrType())) {
                if (asked.isPresent()) {
                    throw new RefusedRequest(Pkcs10Rule.DOUBLED);
                }
                asked = Optional.of(attribute);
            }
        }
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        ASN1Set values = asked.get().getAttrValues();
        if (values.size() != 1) {
            throw new RefusedRequest(values.size() == 0 ? Pkcs10Rule.EXTENSIONS : Pkcs10Rule.DOUBLED);
        }
        return Optional.of(read(values.getObjectAt(0)));
    }

    private static Extensions read(ASN1Encodable value) throws RefusedRequest {
        try {
            return Extensions.getInstance(value);
        } catch (IllegalArgumentException e) {
            boolean doubled = e.getMessage() != null && e.getMessage().contains("repeated extension");
            throw new RefusedRequest(doubled ? Pkcs10Rule.DOUBLED : Pkcs10Rule.EXTENSIONS, e);
        }
    }

    private void alternativeNames(Extension extension) throws RefusedRequest {
        if (DerShape.objection(extension.getExtnValue().getOctets(), DEPTH, ELEMENTS)
                .isPresent()) {
            throw new RefusedRequest(Pkcs10Rule.EXTENSIONS);
        }
        GeneralName[] found;
        try {
            found = GeneralNames.getInstance(extension.getParsedValue()).getNames();
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            throw new RefusedRequest(Pkcs10Rule.EXTENSIONS, e);
        }
        for (GeneralName name : found) {
            if (name.getTagNo() != GeneralName.dNSName) {
                throw new RefusedRequest(Pkcs10Rule.NAME_KIND);
            }
            String text = ((ASN1String) name.getName()).getString();
            if (text.startsWith("*")) {
                throw new RefusedRequest(Pkcs10Rule.NAME_WILDCARD);
            }
            add(DnsName.parse(text).orElseThrow(() -> new RefusedRequest(Pkcs10Rule.NAME_FORM)));
        }
    }

    /** A common name that is a host's counts as one of the names, so that none slips past unjudged; another is left aside. */
    private void commonNames(CertificationRequestInfo info) throws RefusedRequest {
        for (RDN rdn : info.getSubject().getRDNs(BCStyle.CN)) {
            for (var part : rdn.getTypesAndValues()) {
                if (BCStyle.CN.equals(part.getType()) && part.getValue() instanceof ASN1String text) {
                    if (text.getString().startsWith("*.")) {
                        throw new RefusedRequest(Pkcs10Rule.NAME_WILDCARD);
                    }
                    Optional<DnsName> name = DnsName.parse(text.getString());
                    if (name.isPresent()) {
                        add(name.get());
                    }
                }
            }
        }
    }

    private void add(DnsName name) throws RefusedRequest {
        names.add(name);
        if (names.size() > Pkcs10Reader.MAX_NAMES) {
            throw new RefusedRequest(Pkcs10Rule.TOO_MANY_NAMES);
        }
    }
}
