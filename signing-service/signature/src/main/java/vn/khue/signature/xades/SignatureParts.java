package vn.khue.signature.xades;

import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signature.pades.ValidationMaterial;
import vn.khue.signature.xml.Base64Text;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DigestStream;
import vn.khue.signature.xml.XmlAlgorithms;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReference;
import vn.khue.signature.xml.XmlSignature;

/**
 * Fills the empty signature of a draft with everything but its value (XML Signature, 4; ETSI EN 319 132-1, 6.3: SigningTime,
 * SigningCertificateV2 and DataObjectFormat are signed). One use.
 */
final class SignatureParts {

    private final SignatureDraft draft;
    private final SignatureAlgorithm algorithm;
    private final XmlBuilder make;

    SignatureParts(SignatureDraft draft, SignatureAlgorithm algorithm) {
        this.draft = draft;
        this.algorithm = algorithm;
        this.make = new XmlBuilder(draft.document());
    }

    /** @return the octets that the key signs */
    byte[] fill(List<X509Certificate> chain, Instant claimed, Optional<SignaturePolicy> policy)
            throws XmlReadException {
        Element signature = draft.signature();
        Node content = signature.getFirstChild();
        Element info = make.ds("SignedInfo");
        algorithm(info, "CanonicalizationMethod", Canonical.EXCLUSIVE.uri());
        algorithm(info, "SignatureMethod", XmlAlgorithms.uri(algorithm));
        for (SignatureDraft.Pointer pointer : draft.pointers()) {
            reference(info, pointer.id(), pointer.uri(), pointer.type(), pointer.transforms());
        }
        String properties = "p-" + draft.mark();
        reference(
                info,
                "r-" + draft.mark() + "-p",
                "#" + properties,
                Optional.of(XmlNames.SIGNED_PROPERTIES_TYPE),
                List.of(Canonical.EXCLUSIVE.uri()));
        signature.insertBefore(info, content);
        signature.insertBefore(XmlBuilder.with(make.ds("SignatureValue"), "Id", "v-" + draft.mark()), content);
        signature.insertBefore(keyInfo(chain), content);
        signature.insertBefore(object(properties, chain.get(0), claimed, policy), content);
        digest();
        return XmlSignature.of(signature).toBeSigned();
    }

    private Element algorithm(Element parent, String name, String uri) {
        return XmlBuilder.into(parent, XmlBuilder.with(make.ds(name), "Algorithm", uri));
    }

    private void reference(Element info, String id, String uri, Optional<String> type, List<String> transforms) {
        Element reference = XmlBuilder.into(info, make.ds("Reference"));
        XmlBuilder.with(reference, "Id", id);
        type.ifPresent(t -> XmlBuilder.with(reference, "Type", t));
        XmlBuilder.with(reference, "URI", uri);
        if (!transforms.isEmpty()) {
            Element list = XmlBuilder.into(reference, make.ds("Transforms"));
            transforms.forEach(t -> algorithm(list, "Transform", t));
        }
        algorithm(reference, "DigestMethod", XmlAlgorithms.uri(algorithm.digest()));
        XmlBuilder.into(reference, make.ds("DigestValue"));
    }

    private Element keyInfo(List<X509Certificate> chain) {
        Element keyInfo = make.ds("KeyInfo");
        Element data = XmlBuilder.into(keyInfo, make.ds("X509Data"));
        for (X509Certificate certificate : chain) {
            XmlBuilder.into(data, make.base64(make.ds("X509Certificate"), ValidationMaterial.encode(certificate)));
        }
        return keyInfo;
    }

    private Element object(String id, X509Certificate signer, Instant claimed, Optional<SignaturePolicy> policy) {
        Element object = make.ds("Object");
        Element qualifying = XmlBuilder.into(
                object, XmlBuilder.declare(make.xades("QualifyingProperties"), "xades", XmlNames.XADES));
        XmlBuilder.with(qualifying, "Target", "#" + draft.id());
        Element signed = XmlBuilder.into(qualifying, XmlBuilder.with(make.xades("SignedProperties"), "Id", id));
        Element own = XmlBuilder.into(signed, make.xades("SignedSignatureProperties"));
        String time = claimed.truncatedTo(ChronoUnit.SECONDS).toString();
        XmlBuilder.into(own, make.text(make.xades("SigningTime"), time));
        certificate(XmlBuilder.into(own, make.xades("SigningCertificateV2")), signer);
        policy.ifPresent(p -> policy(own, p));
        Element data = XmlBuilder.into(signed, make.xades("SignedDataObjectProperties"));
        for (SignatureDraft.Pointer pointer : draft.pointers()) {
            Element format = XmlBuilder.into(data, make.xades("DataObjectFormat"));
            XmlBuilder.with(format, "ObjectReference", "#" + pointer.id());
            XmlBuilder.into(format, make.text(make.xades("MimeType"), pointer.mediaType()));
        }
        return object;
    }

    private void certificate(Element list, X509Certificate signer) {
        byte[] der = ValidationMaterial.encode(signer);
        Element cert = XmlBuilder.into(list, make.xades("Cert"));
        digest(
                XmlBuilder.into(cert, make.xades("CertDigest")),
                algorithm.digest(),
                algorithm.digest().of(der));
        X500Name issuer = X500Name.getInstance(signer.getIssuerX500Principal().getEncoded());
        IssuerSerial serial = new IssuerSerial(new GeneralNames(new GeneralName(issuer)), signer.getSerialNumber());
        XmlBuilder.into(cert, make.base64(make.xades("IssuerSerialV2"), encode(serial)));
    }

    private static byte[] encode(IssuerSerial serial) {
        try {
            return serial.getEncoded("DER");
        } catch (java.io.IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }

    private void policy(Element own, SignaturePolicy policy) {
        Element id = XmlBuilder.into(
                XmlBuilder.into(own, make.xades("SignaturePolicyIdentifier")), make.xades("SignaturePolicyId"));
        Element identifier = XmlBuilder.into(XmlBuilder.into(id, make.xades("SigPolicyId")), make.xades("Identifier"));
        if (policy.identifier().startsWith("urn:oid:")) {
            XmlBuilder.with(identifier, "Qualifier", "OIDAsURN");
        }
        make.text(identifier, policy.identifier());
        digest(XmlBuilder.into(id, make.xades("SigPolicyHash")), policy.digestAlgorithm(), policy.digest());
    }

    private void digest(Element parent, DigestAlgorithm method, byte[] value) {
        algorithm(parent, "DigestMethod", XmlAlgorithms.uri(method));
        XmlBuilder.into(parent, make.base64(make.ds("DigestValue"), value));
    }

    /** Last of all, because the properties are digested as well. */
    private void digest() throws XmlReadException {
        Element info =
                XmlNames.only(draft.signature(), XmlNames.DS, "SignedInfo").orElseThrow();
        List<XmlReference> references = XmlSignature.of(draft.signature()).references();
        List<Element> elements = XmlNames.children(info, XmlNames.DS, "Reference");
        Dereferencing dereferencing = new Dereferencing(draft.document(), draft.contents());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < references.size(); i++) {
            DigestStream stream = new DigestStream(algorithm.digest());
            dereferencing.write(references.get(i), draft.signature(), stream);
            byte[] digest = stream.digest();
            if (!references.get(i).isToSignedProperties()) {
                all.writeBytes(digest);
            }
            Element value =
                    XmlNames.only(elements.get(i), XmlNames.DS, "DigestValue").orElseThrow();
            value.appendChild(draft.document().createTextNode(Base64Text.encode(digest)));
        }
        draft.digested(algorithm.digest().of(all.toByteArray()));
    }
}
