package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import vn.khue.pki.DnsName;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.ca.CertificateProfile.SubjectKind;

/**
 * The name a certificate is made out to: UTF8String in NFC, at most 64 characters each (RFC 5280 appendix A.1). A person
 * is told apart by serialNumber {@code KH:VN-<Khuê id>}, a unit by organizationIdentifier {@code KH:VN-<unit id>} (ETSI
 * EN 319 412-1 clauses 5.1.3 and 5.1.4, national scheme). A citizen number is never written: names with a run of nine or
 * more digits are refused.
 */
public final class Subject {
    private static final ASN1ObjectIdentifier ORGANIZATION_IDENTIFIER = new ASN1ObjectIdentifier("2.5.4.97");
    private static final int MAX = 64;
    private static final Pattern LONG_NUMBER = Pattern.compile("(?:\\d[ .-]?){9,}");
    private static final Pattern PERSON_NUMBER =
            Pattern.compile("KH:VN-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");
    private static final Pattern UNIT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,55}");

    private final SubjectKind kind;
    private final X500Name name;
    private final List<DnsName> hosts;

    private Subject(SubjectKind kind, X500Name name) {
        this(kind, name, List.of());
    }

    private Subject(SubjectKind kind, X500Name name, List<DnsName> hosts) {
        this.kind = kind;
        this.name = name;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * A person who signs for a unit.
     *
     * @param fullName as in the directory, for instance {@code Nguyễn Thị Hoà}
     */
    public static Subject person(String fullName, UUID khueId, String unitName, String unitId) {
        return new Subject(
                SubjectKind.PERSON,
                start("VN", unitName)
                        .addRDN(ORGANIZATION_IDENTIFIER, identifier(unitId))
                        .addRDN(BCStyle.CN, text("person's name", fullName))
                        .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("KH:VN-" + khueId))
                        .build());
    }

    /** A unit's seal. */
    public static Subject unit(String unitName, String unitId) {
        return new Subject(
                SubjectKind.UNIT,
                start("VN", unitName)
                        .addRDN(ORGANIZATION_IDENTIFIER, identifier(unitId))
                        .addRDN(BCStyle.CN, text("unit's name", unitName))
                        .build());
    }

    /**
     * A unit's host. Clients look at the subject alternative name alone (RFC 9525 section 6.3); the first name is the common
     * name too, where it fits, for people.
     *
     * @param hosts at least one
     */
    public static Subject server(String unitName, Collection<DnsName> hosts) {
        if (hosts.isEmpty()) {
            throw new PkiException(Fault.INPUT, "at least one host name expected, found none");
        }
        List<DnsName> names = List.copyOf(hosts);
        X500NameBuilder subject = start("VN", unitName);
        if (names.get(0).text().length() <= MAX) {
            subject.addRDN(BCStyle.CN, new DERUTF8String(names.get(0).text()));
        }
        return new Subject(SubjectKind.SERVER, subject.build(), names);
    }

    static Subject service(String country, String organization, String commonName) {
        return new Subject(
                SubjectKind.SERVICE,
                start(country, organization)
                        .addRDN(BCStyle.CN, text("service name", commonName))
                        .build());
    }

    static Subject authority(String country, String organization, String commonName) {
        return new Subject(
                SubjectKind.AUTHORITY,
                start(country, organization)
                        .addRDN(BCStyle.CN, text("CA name", commonName))
                        .build());
    }

    SubjectKind kind() {
        return kind;
    }

    X500Name name() {
        return name;
    }

    /** Host names (dNSName), where it is a host. */
    Optional<GeneralNames> alternativeNames() {
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new GeneralNames(hosts.stream()
                        .map(host -> new GeneralName(GeneralName.dNSName, host.text()))
                        .toArray(GeneralName[]::new)));
    }

    /** Whose certificate it is, where its subject is a {@link #person}; empty for any other, malformed ones included. */
    public static Optional<UUID> khueIdOf(X509Certificate certificate) {
        try {
            RDN[] found = X500Name.getInstance(
                            certificate.getSubjectX500Principal().getEncoded())
                    .getRDNs(BCStyle.SERIALNUMBER);
            if (found.length != 1 || found[0].isMultiValued()) {
                return Optional.empty();
            }
            Matcher number =
                    PERSON_NUMBER.matcher(found[0].getFirst().getValue().toString());
            return number.matches() ? Optional.of(UUID.fromString(number.group(1))) : Optional.empty();
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed names with many kinds of runtime exception.
            return Optional.empty();
        }
    }

    private static X500NameBuilder start(String country, String organization) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, new DERPrintableString(country))
                .addRDN(BCStyle.O, text("organisation name", organization));
    }

    private static ASN1Encodable identifier(String unitId) {
        if (!UNIT_ID.matcher(unitId).matches()) {
            throw new PkiException(
                    Fault.INPUT, "a unit id of 1 to 56 letters, digits and . : _ - expected, found another text");
        }
        return new DERUTF8String("KH:VN-" + unitId);
    }

    private static ASN1Encodable text(String what, String value) {
        String normal = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        int length = normal.codePointCount(0, normal.length());
        if (length == 0 || length > MAX) {
            throw new PkiException(
                    Fault.INPUT,
                    "a " + what + " of 1 to " + MAX + " characters expected, found " + length
                            + "; give the short form of the name");
        }
        if (normal.codePoints().anyMatch(Subject::unprintable)) {
            throw new PkiException(
                    Fault.INPUT, "a " + what + " of printable characters expected, found control characters");
        }
        if (LONG_NUMBER.matcher(normal).find()) {
            throw new PkiException(
                    Fault.INPUT,
                    "a " + what + " without a long number expected, found nine or more digits in a row;"
                            + " certificates carry no citizen number");
        }
        return new DERUTF8String(normal);
    }

    private static boolean unprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
