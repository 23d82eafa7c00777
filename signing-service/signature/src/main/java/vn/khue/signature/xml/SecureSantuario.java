package vn.khue.signature.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverException;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * The second reader: Apache Santuario with secure validation looks up and digests the references on its own, and has to come to
 * the same digests. Asked only where our own reading holds. Not thread-safe for one document.
 */
public final class SecureSantuario {

    private SecureSantuario() {}

    /** Whether it finds every reference as signed. */
    public static boolean agrees(XmlSignature signature, DetachedContents contents) {
        try {
            // Without a DTD or a schema it knows identifiers only where it is told.
            XmlIds ids = XmlIds.of(signature.element().getOwnerDocument());
            for (XmlReference reference : signature.references()) {
                String uri = reference.uri().orElse("");
                if (uri.startsWith("#")) {
                    Element target = ids.only(uri.substring(1));
                    for (Attr attribute : XmlNames.identifiers(target)) {
                        if (attribute.getValue().equals(uri.substring(1))) {
                            target.setIdAttributeNode(attribute, true);
                        }
                    }
                }
            }
            XMLSignature theirs = new XMLSignature(signature.element(), "", true);
            theirs.addResourceResolver(new Beside(contents));
            return theirs.getSignedInfo().verifyReferences(false);
        } catch (XMLSecurityException | XmlReadException | RuntimeException e) {
            // Whatever it objects to is a disagreement with a reading that found nothing to object to.
            return false;
        }
    }

    /** Files that were given, and no others. */
    private static final class Beside extends ResourceResolverSpi {
        private final DetachedContents contents;

        Beside(DetachedContents contents) {
            this.contents = contents;
        }

        @Override
        public boolean engineCanResolveURI(ResourceResolverContext context) {
            return context.uriToResolve != null
                    && !context.uriToResolve.isEmpty()
                    && !context.uriToResolve.startsWith("#");
        }

        @Override
        public XMLSignatureInput engineResolveURI(ResourceResolverContext context) throws ResourceResolverException {
            try {
                Optional<InputStream> opened =
                        contents.open(URI.create(context.uriToResolve).getPath());
                if (opened.isEmpty()) {
                    throw new IOException("expected a file that was found before, found none");
                }
                try (InputStream in = opened.get()) {
                    return new XMLSignatureInput(new ByteArrayInputStream(in.readAllBytes()));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new ResourceResolverException(e, context.uriToResolve, context.baseUri, "empty");
            }
        }
    }
}
