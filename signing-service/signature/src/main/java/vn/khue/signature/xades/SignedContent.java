package vn.khue.signature.xades;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What is signed, and where the signature goes. */
public sealed interface SignedContent {

    /**
     * A whole XML file; the signature goes into it, at the end of its document element. Where the file is signed already it goes
     * into the latest signature instead, and so covers everything before it while every earlier signature stays good.
     *
     * @param file XML without DOCTYPE
     */
    record WholeXml(Path file) implements SignedContent {
        public WholeXml {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * One element of an XML file; the signature goes to the end of the document element, which may not be the element itself.
     * Whoever reads the file has to be told that only this element is signed.
     *
     * @param file XML without DOCTYPE
     * @param id of the element: attribute {@code Id}, {@code ID}, {@code id} or {@code xml:id}; used once in the file
     */
    record XmlElement(Path file, String id) implements SignedContent {
        public XmlElement {
            Objects.requireNonNull(file, "file");
            if (id.isEmpty()) {
                throw new IllegalArgumentException("expected an identifier, found an empty text");
            }
        }
    }

    /**
     * Any file; a new XML file is made with the content inside of the signature, XML as it is and everything else as base64.
     *
     * @param file any file of at most 16 MiB
     * @param mediaType of it, as {@code application/pdf}
     */
    record Inside(Path file, String mediaType) implements SignedContent {
        public Inside {
            Objects.requireNonNull(file, "file");
            MediaType.require(mediaType);
        }
    }

    /**
     * Files that stay as they are; a new XML file is made that names them and has to be kept in their folder.
     *
     * @param files at least one, at most 20, each of another name
     */
    record Beside(List<Content> files) implements SignedContent {
        private static final int MOST = 20;

        public Beside {
            files = List.copyOf(files);
            long names =
                    files.stream().map(f -> f.file().getFileName()).distinct().count();
            if (files.isEmpty() || files.size() > MOST || names != files.size()) {
                throw new IllegalArgumentException("expected 1 to " + MOST + " files of different names");
            }
        }
    }

    /**
     * A file that is signed where it is.
     *
     * @param file of at most 64 MiB
     * @param mediaType of it, as {@code application/pdf}
     */
    record Content(Path file, String mediaType) {
        public Content {
            Objects.requireNonNull(file, "file");
            MediaType.require(mediaType);
        }
    }
}
