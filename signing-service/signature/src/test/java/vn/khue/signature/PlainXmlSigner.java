package vn.khue.signature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.XmlIds;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReader;

/**
 * The JDK's own XML signatures, without XAdES: an insider with a good key and a good library, who signs whatever helps him. All
 * values are right, so what is refused is refused for what it is.
 */
public final class PlainXmlSigner {

    public final KeyPair pair;
    public final X509Certificate certificate;
    public final List<X509Certificate> chain;
    private final XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    private String method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    private Key key;
    private final List<Reference> references = new ArrayList<>();
    private final List<XMLObject> objects = new ArrayList<>();

    public PlainXmlSigner(SigningWorld world) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
        pair = generator.generateKeyPair();
        key = pair.getPrivate();
        IssuedCertificate issued = issue(world);
        certificate = issued.certificate();
        chain = issued.chain();
    }

    /** One more certificate for the same key. */
    public IssuedCertificate issue(SigningWorld world) {
        UUID holder = UUID.randomUUID();
        return world.hierarchy
                .authority("people")
                .issue(
                        new CertificateRequest(
                                "person-signing",
                                Subject.person(
                                        "Trần Văn Bảy",
                                        holder,
                                        "Trường Tiểu học Thị Trấn Củ Chi",
                                        "th-thi-tran-cu-chi"),
                                pair.getPublic(),
                                Optional.empty(),
                                Optional.of(holder),
                                Optional.of("th-thi-tran-cu-chi"),
                                Optional.empty()),
                        world.register);
    }

    /** Another algorithm, with another key where it needs one. */
    public PlainXmlSigner method(String uri, Key with) {
        method = uri;
        key = with;
        return this;
    }

    public PlainXmlSigner refer(String uri, String... transforms) throws Exception {
        return digestedBy(DigestMethod.SHA256, uri, transforms);
    }

    /** With another hash. */
    public PlainXmlSigner digestedBy(String digest, String uri, String... transforms) throws Exception {
        List<Transform> all = new ArrayList<>();
        for (String transform : transforms) {
            all.add(factory.newTransform(transform, (TransformParameterSpec) null));
        }
        references.add(factory.newReference(uri, factory.newDigestMethod(digest, null), all, null, null));
        return this;
    }

    /** With a transform whose parameter is an element. */
    public PlainXmlSigner refer(String uri, TransformParameterSpec parameter, String transform) throws Exception {
        references.add(factory.newReference(
                uri,
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        factory.newTransform(XmlNames.DS + "enveloped-signature", (TransformParameterSpec) null),
                        factory.newTransform(transform, parameter)),
                null,
                null));
        return this;
    }

    /** An object with this content. */
    public PlainXmlSigner object(String id, String xml) throws Exception {
        Element content = XmlReader.read(xml.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
        objects.add(factory.newXMLObject(List.of(new DOMStructure(content)), id, null, null));
        return this;
    }

    /** Signs the text, with the signature at the end of its document element; without a text the signature is the document. */
    public String sign(Optional<String> text) throws Exception {
        Document document =
                text.isPresent() ? XmlReader.read(text.get().getBytes(StandardCharsets.UTF_8)) : XmlReader.empty();
        Node parent = text.isPresent() ? document.getDocumentElement() : document;
        KeyInfoFactory keys = factory.getKeyInfoFactory();
        KeyInfo info = keys.newKeyInfo(List.of(keys.newX509Data(chain)));
        SignedInfo signed = factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(method, null),
                references);
        DOMSignContext context = new DOMSignContext(key, parent);
        context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.FALSE);
        context.setURIDereferencer((reference, xml) -> reference.getURI() == null
                        || reference.getURI().isEmpty()
                        || reference.getURI().startsWith("#")
                ? factory.getURIDereferencer().dereference(reference, xml)
                : new OctetStreamData(new ByteArrayInputStream(new byte[] {1, 2, 3})));
        for (Node node = document.getDocumentElement(); node != null; node = XmlIds.next(node)) {
            if (node instanceof Element element && element.hasAttributeNS(null, "Id")) {
                context.setIdAttributeNS(element, null, "Id");
            }
        }
        factory.newXMLSignature(signed, info, objects, "s-1", null).sign(context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Canonical.INCLUSIVE_WITH_COMMENTS.of(document));
        return out.toString(StandardCharsets.UTF_8);
    }
}
