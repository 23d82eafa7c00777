package vn.khue.signature.asic;

import vn.khue.pki.DigestAlgorithm;

/**
 * A file that a manifest names.
 *
 * @param name of the entry
 * @param mimeType of its content, or empty
 * @param algorithm of the digest
 * @param digest of its content
 * @param root whether the archive manifest says that it was the newest before
 */
public record ManifestReference(String name, String mimeType, DigestAlgorithm algorithm, byte[] digest, boolean root) {}
