package vn.khue.signature.xml;

import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** What an archive timestamp is over (ETSI EN 319 132-1, 5.5.2.2): everything of the signature and what it signs. */
public final class ArchivedOctets {

    private ArchivedOctets() {}

    /**
     * @param method of the timestamp
     * @param before unsigned properties that stand before the timestamp, in order
     * @param out where the octets go; not closed
     * @throws XmlReadException where something that is signed cannot be looked up
     */
    public static void write(
            XmlSignature signature,
            Dereferencing dereferencing,
            Canonical method,
            List<Element> before,
            OutputStream out)
            throws XmlReadException {
        Set<Element> referenced = new HashSet<>();
        for (XmlReference reference : signature.references()) {
            dereferencing.write(reference, signature.element(), method, out);
            if (dereferencing.source(reference) instanceof Dereferencing.Source.Part part) {
                referenced.add(part.element());
            }
        }
        method.write(signature.signedInfo(), "", out);
        method.write(signature.valueElement(), "", out);
        Optional<Element> keyInfo = signature.keyInfoElement();
        if (keyInfo.isPresent()) {
            method.write(keyInfo.get(), "", out);
        }
        for (Element property : before) {
            method.write(property, "", out);
        }
        for (Element object : signature.objects()) {
            boolean qualifies = !XmlNames.children(object, XmlNames.XADES, "QualifyingProperties")
                    .isEmpty();
            if (!qualifies && !referenced.contains(object)) {
                method.write(object, "", out);
            }
        }
    }
}
