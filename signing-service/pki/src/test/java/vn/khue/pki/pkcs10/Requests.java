package vn.khue.pki.pkcs10;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certification requests part by part, good ones and others. */
final class Requests {
    static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private Requests() {}

    static KeyPair ec(String curve) throws Exception {
        return generate("EC", new ECGenParameterSpec(curve));
    }

    static KeyPair rsa(int bits) throws Exception {
        return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    private static KeyPair generate(String type, AlgorithmParameterSpec spec) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        generator.initialize(spec);
        return generator.generateKeyPair();
    }

    /** A good request of an EC key for these hosts. */
    static byte[] good(KeyPair pair, String... hosts) throws Exception {
        return request(info(pair), attributes(names(hosts)), "SHA256withECDSA", ECDSA, pair.getPrivate());
    }

    static SubjectPublicKeyInfo info(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    }

    static GeneralNames names(String... hosts) {
        return new GeneralNames(Arrays.stream(hosts)
                .map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    /** One extension request with a subject alternative name. */
    static DERSet attributes(GeneralNames names) throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, names);
        return attributes(extensions.generate());
    }

    static DERSet attributes(ASN1Encodable... extensions) {
        return new DERSet(Arrays.stream(extensions)
                .map(each -> new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(each)))
                .toArray(ASN1Encodable[]::new));
    }

    static byte[] request(
            ASN1Encodable key, DERSet attributes, String signature, AlgorithmIdentifier named, PrivateKey signer)
            throws Exception {
        return request(0, new X500Name("CN=dich vu"), key, attributes, signature, named, signer);
    }

    static byte[] request(
            int version,
            X500Name subject,
            ASN1Encodable key,
            DERSet attributes,
            String signature,
            AlgorithmIdentifier named,
            PrivateKey signer)
            throws Exception {
        ASN1Sequence info = new DERSequence(
                new ASN1Encodable[] {new ASN1Integer(version), subject, key, new DERTaggedObject(false, 0, attributes)
                });
        Signature made = Signature.getInstance(signature);
        made.initSign(signer);
        made.update(info.getEncoded("DER"));
        return new DERSequence(new ASN1Encodable[] {info, named, new DERBitString(made.sign())}).getEncoded("DER");
    }
}
