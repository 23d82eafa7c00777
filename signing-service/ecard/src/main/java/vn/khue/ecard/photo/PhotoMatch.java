package vn.khue.ecard.photo;

/** What became of one file of an archive. */
public sealed interface PhotoMatch {

    /** The cases, for tables and texts. */
    enum Kind {
        MATCHED,
        UNKNOWN,
        TWICE,
        REFUSED,
        PATH_REFUSED
    }

    /** The file's name as it stood in the archive, at most 100 characters, control characters replaced. */
    String fileName();

    /** Which case it is. */
    Kind kind();

    /** It is the photograph of a person. */
    record Matched(String fileName, String code, PhotoResult.Accepted photo) implements PhotoMatch {
        @Override
        public Kind kind() {
            return Kind.MATCHED;
        }
    }

    /** Nobody has the code that the file is named by. */
    record Unknown(String fileName) implements PhotoMatch {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /** Several files are named by this person's code: none of them is taken. */
    record Twice(String fileName, String code) implements PhotoMatch {
        @Override
        public Kind kind() {
            return Kind.TWICE;
        }
    }

    /** It belongs to a person but is no photograph that can be used. */
    record Refused(String fileName, String code, PhotoResult.Refused reason) implements PhotoMatch {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /** Its path would lead out of the archive, or through more folders than anybody makes. */
    record PathRefused(String fileName) implements PhotoMatch {
        @Override
        public Kind kind() {
            return Kind.PATH_REFUSED;
        }
    }
}
