package vn.khue.signing.authorisation;

/** How it is proven, for documents that are kept longer than their timestamps can be checked, that they are as they were. */
public enum ArchiveProof {
    /** By an archive timestamp in each file (PAdES B-LTA), which each renewal makes longer. */
    IN_FILE,
    /** By an evidence record beside each file (RFC 4998): one timestamp for a batch, and no renewal touches a file. */
    RECORD,
    /** By both. */
    BOTH;

    /** Whether the file has its own proof. */
    public boolean inFile() {
        return this != RECORD;
    }

    /** Whether there is a record beside the file. */
    public boolean record() {
        return this != IN_FILE;
    }
}
