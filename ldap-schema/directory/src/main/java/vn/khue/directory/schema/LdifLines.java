package vn.khue.directory.schema;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.khue.directory.DirectoryException;

/** Reads values out of our LDIF templates. */
public final class LdifLines {

    private LdifLines() {}

    /**
     * Every value of an attribute, in the order of the file.
     *
     * @param ldif entries, or the lines of one entry without its DN
     * @throws DirectoryException with reason UNREADABLE if it is not proper LDIF
     */
    public static List<String> values(String ldif, String attribute) {
        String entries = ldif.contains("\ndn: ") || ldif.startsWith("dn: ") ? ldif : named(ldif);
        var found = new ArrayList<String>();
        try (var reader = new LDIFReader(new ByteArrayInputStream(entries.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                String[] values = entry.getAttributeValues(attribute);
                if (values != null) {
                    found.addAll(Arrays.asList(values));
                }
            }
        } catch (LDIFException | IOException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected our own files in LDIF, found an error: " + e.getMessage(),
                    e);
        }
        return found;
    }

    /** One entry: an empty line, which would end it, is dropped. */
    private static String named(String lines) {
        return "dn: cn=lines\n" + lines.replaceAll("(?m)^\\s*\n", "");
    }
}
