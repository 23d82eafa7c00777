package vn.khue.signature.validation;

/**
 * Something a later revision changed.
 *
 * @param kind what; its text is in the bundle
 * @param allowed whether it is on the whitelist
 * @param object number of the PDF object, or 0 where it is not one
 * @param name the form field's name, or empty
 */
public record Change(Kind kind, boolean allowed, int object, String name) {

    /** What was changed. */
    public enum Kind {
        /** A new signature field with its signature. */
        SIGNATURE_ADDED,
        /** A signature in a field that was empty. */
        SIGNATURE_FILLED,
        /** A document timestamp. */
        DOCUMENT_TIMESTAMP_ADDED,
        /** Certificates and revocation data for long-term validation. */
        VALIDATION_DATA_ADDED,
        /** The number or the date of the document was filled in. */
        NUMBER_FILLED,
        /** Date of change and name of the program in the information dictionary. */
        PRODUCER_CHANGED,
        /** The metadata stream, in which programs note what they did. */
        METADATA_CHANGED,
        /** Another form field was filled or changed. */
        FIELD_CHANGED,
        /** A form field that is no signature was added. */
        FIELD_ADDED,
        /** A page was added, removed or changed. */
        PAGE_CHANGED,
        /** An annotation was added, removed or changed. */
        ANNOTATION_CHANGED,
        /** The catalog was changed otherwise. */
        CATALOG_CHANGED,
        /** An object was changed otherwise. */
        OBJECT_CHANGED,
        /** An object was removed. */
        OBJECT_REMOVED,
        /** An object was added that the signed document referred to already. */
        DANGLING_REFERENCE_FILLED,
        /** The picture of a later signature hides content, is very large, or cannot be drawn. */
        SIGNATURE_OVER_CONTENT,
        /** An object was added that nothing refers to. */
        UNREFERENCED_OBJECT,
        /** Bytes that belong to nothing. */
        STRAY_BYTES
    }
}
