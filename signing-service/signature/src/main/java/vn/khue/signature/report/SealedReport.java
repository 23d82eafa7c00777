package vn.khue.signature.report;

import vn.khue.signature.SignatureFailure;

/** A report as a PDF file, and whether the service could put its seal on it. The bytes are the caller's. */
public sealed interface SealedReport {
    /** The whole file. */
    byte[] pdf();

    /**
     * With an invisible PAdES signature.
     *
     * @param pdf the file; its text says that it is sealed
     */
    record Sealed(byte[] pdf) implements SealedReport {}

    /**
     * Without a signature: the key, the timestamp authority or the answer about the certificate was away.
     *
     * @param pdf the file; its text says that it is not sealed
     * @param why what was away
     */
    record Unsealed(byte[] pdf, SignatureFailure.Reason why) implements SealedReport {}
}
