package vn.khue.audit.app.report;

/** Puts the seal of Khuê's own signing service on a file. */
interface ReportSeal {

    /** What became of it. */
    sealed interface Outcome {

        /**
         * The file with its seal: what was sent, byte for byte, and what the seal added behind.
         *
         * @param pdf the bytes are the caller's
         */
        record Sealed(byte[] pdf) implements Outcome {}

        /** @param why one word, for a text {@code report.why.WORD} */
        record Unsealed(String why) implements Outcome {}
    }

    /** Never throws: a report is worth having without its seal. */
    Outcome seal(byte[] pdf);
}
