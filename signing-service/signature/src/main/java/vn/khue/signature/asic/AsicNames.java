package vn.khue.signature.asic;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the parts of an ASiC-E container are called (ETSI EN 319 162-1, 4.4 and annex A). */
public final class AsicNames {

    /** Content of {@code mimetype}. */
    public static final String MIME_TYPE = "application/vnd.etsi.asic-e+zip";

    /** Name of the first entry. */
    public static final String MIME_ENTRY = "mimetype";

    static final String FOLDER = "META-INF/";
    static final String ARCHIVE_MANIFEST = FOLDER + "ASiCArchiveManifest.xml";

    private static final Pattern MANIFEST = Pattern.compile("META-INF/[^/]*ASiCManifest[^/]*\\.xml");
    private static final Pattern ARCHIVE = Pattern.compile("META-INF/[^/]*ASiCArchiveManifest[^/]*\\.xml");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*signature[^/]*\\.p7s");
    private static final Pattern TIMESTAMP = Pattern.compile("META-INF/[^/]*timestamp[^/]*\\.tst");
    private static final Pattern XADES = Pattern.compile("META-INF/[^/]*signatures[^/]*\\.xml");

    private AsicNames() {}

    /** Part of a container. */
    public enum Part {
        MIME_TYPE,
        /** A file that is signed. */
        DATA,
        MANIFEST,
        ARCHIVE_MANIFEST,
        SIGNATURE,
        TIMESTAMP,
        /** An XML signature. */
        XADES,
        /** Something else in {@code META-INF}. */
        OTHER
    }

    /** Which part the entry of this name is. */
    public static Part part(String name) {
        if (name.equals(MIME_ENTRY)) {
            return Part.MIME_TYPE;
        }
        // Who opens the files of another spelling of the folder would see them; so they are files to be signed.
        if (!name.startsWith(FOLDER)) {
            return Part.DATA;
        }
        if (ARCHIVE.matcher(name).matches()) {
            return Part.ARCHIVE_MANIFEST;
        }
        if (MANIFEST.matcher(name).matches()) {
            return Part.MANIFEST;
        }
        if (SIGNATURE.matcher(name).matches()) {
            return Part.SIGNATURE;
        }
        if (TIMESTAMP.matcher(name).matches()) {
            return Part.TIMESTAMP;
        }
        return XADES.matcher(name).matches() ? Part.XADES : Part.OTHER;
    }

    /** Whether a file may be given this name in a container; else why not. */
    static Optional<String> objectionToData(String name) {
        try {
            EntryName.require(name);
        } catch (AsicReadException e) {
            return Optional.of(e.getMessage());
        }
        String folded = EntryName.folded(name);
        boolean ours = folded.equals(MIME_ENTRY) || folded.startsWith(FOLDER.toLowerCase(Locale.ROOT));
        return ours
                ? Optional.of("expected a name other than mimetype and outside of META-INF, found such a one")
                : Optional.empty();
    }

    static String manifest(int number) {
        return FOLDER + "ASiCManifest" + digits(number) + ".xml";
    }

    static String archiveManifest(int number) {
        return FOLDER + "ASiCArchiveManifest" + digits(number) + ".xml";
    }

    static String signature(int number) {
        return FOLDER + "signature" + digits(number) + ".p7s";
    }

    static String timestamp(int number) {
        return FOLDER + "timestamp" + digits(number) + ".tst";
    }

    private static String digits(int number) {
        return String.format(Locale.ROOT, "%03d", number);
    }
}
