package vn.khue.signature.xades;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReference;
import vn.khue.signature.xml.XmlSignature;

/**
 * Which signatures of a document are part of what another one signs, unsigned properties included, so that nothing can be added to them.
 */
final class CoveredSignatures {

    private final Set<Element> covered = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @throws XmlReadException where a reference cannot be looked up */
    CoveredSignatures(Document document) throws XmlReadException {
        List<Element> all = XmlSignature.all(document);
        Dereferencing dereferencing = new Dereferencing(document, DetachedContents.none());
        for (Element by : all) {
            for (XmlReference reference : XmlSignature.of(by).references()) {
                for (Element other : all) {
                    if (other != by && covers(reference, dereferencing.source(reference), by, other)) {
                        covered.add(other);
                    }
                }
            }
        }
    }

    private static boolean covers(XmlReference reference, Dereferencing.Source source, Element by, Element other) {
        if (reference.isEnveloped() && XmlNames.inside(other, by)) {
            return false;
        }
        return source instanceof Dereferencing.Source.Whole
                || (source instanceof Dereferencing.Source.Part part
                        && XmlSignature.qualifyingProperties(other).stream()
                                .anyMatch(properties -> XmlNames.inside(properties, part.element())));
    }

    boolean contains(Element signature) {
        return covered.contains(signature);
    }
}
