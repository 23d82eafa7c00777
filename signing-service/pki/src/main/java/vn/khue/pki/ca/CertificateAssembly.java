package vn.khue.pki.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import vn.khue.pki.BareKey;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.DigestSigner;
import vn.khue.pki.store.CrlName;

/** Builds and signs one certificate by a profile (RFC 5280 section 4). */
final class CertificateAssembly {
    /** The issuer as named in the certificate, and where the certificate's status is published. */
    record Issuer(String ca, X500Name name, SubjectKeyIdentifier keyIdentifier, StatusUrls urls, CrlName crl) {
        /** The same issuer, naming that list of its. */
        Issuer naming(CrlName list) {
            return new Issuer(ca, name, keyIdentifier, urls, list);
        }
    }

    private CertificateAssembly() {}

    static X509Certificate sign(
            CertificateProfile profile,
            X500Name subject,
            PublicKey publicKey,
            BigInteger serial,
            Instant notBefore,
            Instant notAfter,
            Optional<Issuer> issuer,
            BareKey key) {
        return sign(profile, subject, publicKey, serial, notBefore, notAfter, issuer, Optional.empty(), key);
    }

    /** @param names subject alternative names, where the subject has any */
    static X509Certificate sign(
            CertificateProfile profile,
            X500Name subject,
            PublicKey publicKey,
            BigInteger serial,
            Instant notBefore,
            Instant notAfter,
            Optional<Issuer> issuer,
            Optional<GeneralNames> names,
            BareKey key) {
        SubjectPublicKeyInfo keyInfo = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
        SubjectKeyIdentifier own = keyIdentifier(keyInfo);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer.map(Issuer::name).orElse(subject),
                serial,
                Date.from(notBefore),
                Date.from(notAfter),
                subject,
                keyInfo);
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                            issuer.map(Issuer::keyIdentifier).orElse(own).getKeyIdentifier()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, own);
            addUsage(builder, profile);
            Optional<NameConstraints> constraints = profile.nameConstraints();
            if (constraints.isPresent()) {
                builder.addExtension(Extension.nameConstraints, true, constraints.get());
            }
            if (!profile.qcTypes().isEmpty()) {
                builder.addExtension(Extension.qCStatements, false, statements(profile));
            }
            if (names.isPresent()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names.get());
            }
            if (issuer.isPresent()) {
                addAddresses(builder, profile, issuer.get());
            }
            return Certificates.parse(builder.build(new DigestSigner(key)).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a certificate in memory always encodes", e);
        }
    }

    /** RFC 3739 section 3.2.6, with the one statement QcType of ETSI EN 319 412-5. */
    private static ASN1Sequence statements(CertificateProfile profile) {
        ASN1EncodableVector types = new ASN1EncodableVector();
        profile.qcTypes().stream().sorted().map(QcType::oid).forEach(types::add);
        return new DERSequence(new QCStatement(ETSIQCObjectIdentifiers.id_etsi_qcs_QcType, new DERSequence(types)));
    }

    /** RFC 7093 section 2, method 1: the first 160 bits of the SHA-256 of the public key. */
    static SubjectKeyIdentifier keyIdentifier(SubjectPublicKeyInfo key) {
        byte[] hash = DigestAlgorithm.SHA256.of(key.getPublicKeyData().getBytes());
        return new SubjectKeyIdentifier(Arrays.copyOf(hash, 20));
    }

    private static void addUsage(X509v3CertificateBuilder builder, CertificateProfile profile) throws IOException {
        if (profile.isAuthority()) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(profile.pathLength()));
        } else {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        }
        int bits = profile.keyUsage().stream()
                .mapToInt(CertificateProfile.Usage::bit)
                .reduce(0, (a, b) -> a | b);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
        if (!profile.extendedKeyUsage().isEmpty()) {
            KeyPurposeId[] purposes = profile.extendedKeyUsage().stream()
                    .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                    .toArray(KeyPurposeId[]::new);
            builder.addExtension(
                    Extension.extendedKeyUsage, profile.extendedKeyUsageCritical(), new ExtendedKeyUsage(purposes));
        }
        if (!profile.policies().isEmpty()) {
            PolicyInformation[] policies = profile.policies().stream()
                    .map(oid -> new PolicyInformation(new ASN1ObjectIdentifier(oid)))
                    .toArray(PolicyInformation[]::new);
            builder.addExtension(Extension.certificatePolicies, false, new CertificatePolicies(policies));
        }
        if (profile.ocspNoCheck()) {
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
    }

    private static void addAddresses(X509v3CertificateBuilder builder, CertificateProfile profile, Issuer issuer)
            throws IOException {
        AccessDescription issuers = new AccessDescription(
                AccessDescription.id_ad_caIssuers, uri(issuer.urls().certificate(issuer.ca())));
        if (!profile.statusUrls()) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(new AccessDescription[] {issuers}));
            return;
        }
        AccessDescription ocsp = new AccessDescription(
                AccessDescription.id_ad_ocsp, uri(issuer.urls().ocsp()));
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(new AccessDescription[] {ocsp, issuers}));
        DistributionPointName where =
                new DistributionPointName(new GeneralNames(uri(issuer.urls().crl(issuer.crl()))));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(where, null, null)
        }));
    }

    private static GeneralName uri(String address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }
}
